package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.RowsSerializeType;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.TimeseriesRows;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.flatbuffer.DataType;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.flatbuffer.FieldValues;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.flatbuffer.FlatBufferRowGroup;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.flatbuffer.FlatBufferRowInGroup;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.flatbuffer.FlatBufferRows;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A row of a time series as a client puts it.
 *
 * @param key of the series
 * @param time in microseconds
 * @param fields in the order sent
 * @param metaSeconds when the client last heard that the series' metadata were updated, in seconds; 0 for never
 */
record SeriesRow(SeriesKey key, long time, List<SeriesField> fields, long metaSeconds) {
    /** @throws ServiceException if the rows are damaged or not a FlatBuffer, which is how the SDK sends them */
    static List<SeriesRow> decode(TimeseriesRows rows) {
        if (rows.getType() != RowsSerializeType.RST_FLAT_BUFFER) {
            throw ServiceException.invalid("Unsupported rows type: " + rows.getType() + ".");
        }
        byte[] bytes = rows.getRowsData().toByteArray();
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        if (rows.hasFlatbufferCrc32C() && rows.getFlatbufferCrc32C() != (int) crc.getValue()) {
            throw ServiceException.invalid("Rows data broken, checksum is mismatch.");
        }
        List<SeriesRow> decoded = new ArrayList<>();
        try {
            FlatBufferRows all = FlatBufferRows.getRootAsFlatBufferRows(ByteBuffer.wrap(bytes));
            for (int g = 0; g < all.rowGroupsLength(); g++) {
                FlatBufferRowGroup group = all.rowGroups(g);
                for (int r = 0; r < group.rowsLength(); r++) {
                    decoded.add(row(group, group.rows(r)));
                }
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
            throw ServiceException.invalid("Rows data broken: " + e.getMessage());
        }
        return decoded;
    }

    private static SeriesRow row(FlatBufferRowGroup group, FlatBufferRowInGroup row) {
        SortedMap<String, String> tags = new TreeMap<>();
        SeriesKey.parse(text(row.tags()), tags);
        for (int i = 0; i < row.tagListLength(); i++) {
            tags.put(text(row.tagList(i).name()), text(row.tagList(i).value()));
        }
        SeriesKey key = new SeriesKey(text(group.measurementName()), text(row.dataSource()), tags);
        List<SeriesField> fields = new ArrayList<>(group.fieldNamesLength());
        int[] next = new int[DataType.BINARY + 1];
        for (int i = 0; i < group.fieldNamesLength(); i++) {
            byte type = group.fieldTypes(i);
            if (type != DataType.NONE) {
                fields.add(new SeriesField(text(group.fieldNames(i)), value(row.fieldValues(), type, next[type]++)));
            }
        }
        return new SeriesRow(key, row.time(), fields, row.metaCacheUpdateTime());
    }

    private static Value value(FieldValues values, byte type, int index) {
        return switch (type) {
            case DataType.LONG -> Value.of(values.longValues(index));
            case DataType.BOOLEAN -> Value.of(values.boolValues(index));
            case DataType.DOUBLE -> Value.of(values.doubleValues(index));
            case DataType.STRING -> Value.of(text(values.stringValues(index)));
            default -> {
                ByteBuffer content = values.binaryValues(index).valueAsByteBuffer();
                byte[] binary = new byte[content == null ? 0 : content.remaining()];
                if (content != null) {
                    content.get(binary);
                }
                yield Value.of(binary);
            }
        };
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
