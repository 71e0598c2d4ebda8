package io.datachannels.plugins.oss;

import io.datachannels.spi.JobFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * An object of Parquet: its footer and the columns of its row groups. Parquet's own file reader needs Hadoop's classes, so this fetches the
 * bytes itself and leaves their meaning to Parquet.
 */
final class ParquetFile {
    private static final int TAIL = 64 * 1024;
    private static final int END = 8;

    private final ObjectRanges ranges;
    private final ParquetMetadata footer;

    ParquetFile(ObjectRanges ranges) {
        this.ranges = ranges;
        this.footer = footer();
    }

    String name() {
        return ranges.name();
    }

    MessageType schema() {
        return footer.getFileMetaData().getSchema();
    }

    /** Who wrote it, which tells how some of its values are to be read. */
    String createdBy() {
        return footer.getFileMetaData().getCreatedBy();
    }

    List<BlockMetaData> rowGroups() {
        return footer.getBlocks();
    }

    /** The columns' bytes of a row group, which are in memory until it was read. */
    PageReadStore read(BlockMetaData group, MessageType columns) {
        Set<List<String>> wanted = columns.getColumns().stream()
                .map(each -> List.of(each.getPath()))
                .collect(Collectors.toSet());
        Map<List<String>, ParquetPages> pages = new HashMap<>();
        for (ColumnChunkMetaData each : group.getColumns()) {
            List<String> path = List.of(each.getPath().toArray());
            if (wanted.contains(path)) {
                byte[] bytes = ranges.read(each.getStartingPos(), each.getTotalSize());
                pages.put(path, new ParquetPages(name(), each, bytes));
            }
        }
        return new PageReadStore() {
            @Override
            public ParquetPages getPageReader(ColumnDescriptor column) {
                return pages.get(List.of(column.getPath()));
            }

            @Override
            public long getRowCount() {
                return group.getRowCount();
            }
        };
    }

    private ParquetMetadata footer() {
        long size = ranges.size();
        int tail = (int) Math.min(size, TAIL);
        byte[] end = ranges.read(size - tail, tail);
        String magic = tail < END + 4 ? "" : new String(end, tail - 4, 4, StandardCharsets.US_ASCII);
        if (magic.equals("PARE")) {
            throw new JobFailure(name() + " is encrypted", "Decrypt it first: encrypted Parquet is not read.");
        } else if (!magic.equals("PAR1")) {
            boolean begun = size >= END && new String(ranges.read(0, 4), StandardCharsets.US_ASCII).equals("PAR1");
            throw begun
                    ? new JobFailure(
                            name() + " begins as a Parquet file and does not end as one", "See whether it is whole.")
                    : new JobFailure(name() + " is no Parquet file", "Check object and fileFormat.");
        }
        int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(tail - END);
        byte[] bytes =
                length >= 0 && length <= tail - END ? end : ranges.read(size - END - length, length + (long) END);
        try {
            return new ParquetMetadataConverter()
                    .readParquetMetadata(
                            new ByteArrayInputStream(bytes, bytes.length - END - length, length),
                            ParquetMetadataConverter.NO_FILTER);
        } catch (IOException | RuntimeException e) {
            throw new JobFailure(
                    name() + " has a footer that cannot be read: " + e.getMessage(), "See whether it is whole.", e);
        }
    }
}
