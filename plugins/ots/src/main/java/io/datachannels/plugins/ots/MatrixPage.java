package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.BulkExportResponse;
import com.alicloud.openservices.tablestore.model.DataBlockType;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TransientFailure;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of BulkExport in the form of a simple row matrix: the names of the columns, then for each row a tag and its values in their
 * order, each a type and its bytes. The SDK has a parser that checks and copies byte by byte; this one fills batches from the bytes.
 */
final class MatrixPage implements Page {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** "SRM0". */
    private static final int MAGIC = 0x304d5253;

    private static final byte ROW = 2;
    private static final byte INTEGER = 0;
    private static final byte DOUBLE = 1;
    private static final byte BOOLEAN = 2;
    private static final byte STRING = 3;
    private static final byte NULL = 6;
    private static final byte BINARY = 7;
    /** Where the columns' names begin. */
    private static final int NAMES = 20;
    /** A tag and the checksum. */
    private static final int FOOTER = 2;

    private final PrimaryKey next;
    private final byte[] block;
    private final int end;
    private final int fields;
    /** For each cell of a row the field that it comes from; -1 if the block has no such field. */
    private final int[] sources;

    private final List<Projection.Slot> slots;
    private final TaskContext task;
    /** Where the fields of the row at hand begin. */
    private final int[] offsets;

    private final int begin;
    private int at;

    /** A block that is not what it should be: the answer was damaged on its way. */
    static final class BrokenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BrokenException(String message) {
            super(message);
        }

        TransientFailure failure(Access access, String requestId) {
            return new TransientFailure(
                    access + " answered BulkExport with a damaged block: " + getMessage() + " (request " + requestId
                            + ")",
                    this);
        }
    }

    /**
     * @param task takes the rows that cannot be read
     * @throws BrokenException if the block is damaged
     */
    MatrixPage(BulkExportResponse response, Projection projection, TaskContext task) {
        this.next = response.getNextStartPrimaryKey();
        if (response.getRows() == null) {
            this.block = new byte[0];
            this.fields = 0;
        } else {
            check(response.getDataBlockType() == DataBlockType.DBT_SIMPLE_ROW_MATRIX, "it is no row matrix");
            this.block = bytes(response.getRows());
            check(block.length > NAMES + FOOTER, "it is too short");
            check(intAt(0) == MAGIC, "it begins with another number");
            byte checksum = (byte) Crc8.of(0, block, 0, block.length - 1);
            check(checksum == block[block.length - 1], "its checksum does not fit");
            this.fields = intAt(12) + intAt(16);
            this.at = intAt(4);
        }
        this.begin = at;
        this.end = Math.max(0, block.length - FOOTER);
        check(fields >= 0 && fields <= end && at >= 0 && at <= end, "its header does not fit");
        List<String> names = names();
        this.slots = projection.slots();
        this.sources = slots.stream()
                .mapToInt(slot -> slot.name() == null ? -1 : names.indexOf(slot.name()))
                .toArray();
        this.task = task;
        this.offsets = new int[fields];
    }

    @Override
    public PrimaryKey next() {
        return next;
    }

    @Override
    public boolean hasRows() {
        return at < end;
    }

    @Override
    public double progress() {
        return at == end ? 1 : (double) (at - begin) / (end - begin);
    }

    @Override
    public void add(BatchBuilder batch) {
        while (at < end && !batch.isFull()) {
            findFields();
            try {
                for (int i = 0; i < sources.length; i++) {
                    if (slots.get(i).constant() != null) {
                        slots.get(i).constant().addTo(batch);
                    } else if (sources[i] < 0) {
                        batch.addNull();
                    } else {
                        add(offsets[sources[i]], batch);
                    }
                }
                batch.endRow();
            } catch (RowFailure e) {
                batch.dropRow();
                task.reject(key(), slots.get(e.column()).name(), show(sources[e.column()]), e.getMessage());
            }
        }
    }

    /** The primary key of the row at hand as far as the job reads it. */
    private String key() {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < sources.length; i++) {
            if (slots.get(i).keyColumn() >= 0 && sources[i] >= 0) {
                parts.add(slots.get(i).name() + "=" + show(sources[i]));
            }
        }
        return parts.isEmpty() ? "a row whose primary key is not among the columns" : String.join(", ", parts);
    }

    private String show(int field) {
        int offset = offsets[field];
        return switch (block[offset]) {
            case INTEGER -> Long.toString((long) LONG.get(block, offset + 1));
            case STRING -> new String(block, offset + 5, intAt(offset + 1), StandardCharsets.UTF_8);
            default -> "bytes";
        };
    }

    private void findFields() {
        int position = at;
        check(block[position++] == ROW, "a row begins without its tag");
        for (int i = 0; i < fields; i++) {
            offsets[i] = position;
            position += switch (block[position]) {
                case INTEGER, DOUBLE -> 9;
                case BOOLEAN -> 2;
                case NULL -> 1;
                case STRING, BINARY -> 5 + intAt(position + 1);
                default -> throw new BrokenException("a value has the unknown type " + block[position]);
            };
            check(position <= end, "a row goes beyond the end");
        }
        at = position;
    }

    private void add(int offset, BatchBuilder batch) {
        switch (block[offset]) {
            case INTEGER -> batch.addLong((long) LONG.get(block, offset + 1));
            case DOUBLE -> batch.addDouble(Double.longBitsToDouble((long) LONG.get(block, offset + 1)));
            case BOOLEAN -> batch.addBool(block[offset + 1] != 0);
            case NULL -> batch.addNull();
            case STRING -> batch.addUtf8(block, offset + 5, offset + 5 + intAt(offset + 1));
            default -> {
                byte[] value = new byte[intAt(offset + 1)];
                System.arraycopy(block, offset + 5, value, 0, value.length);
                batch.addBytes(value);
            }
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        int position = NAMES;
        for (int i = 0; i < fields; i++) {
            int length = block[position] & 0xFF | (block[position + 1] & 0xFF) << 8;
            check(position + 2 + length <= end, "a name goes beyond the end");
            names.add(new String(block, position + 2, length, StandardCharsets.UTF_8));
            position += 2 + length;
        }
        return names;
    }

    private int intAt(int offset) {
        return (int) INT.get(block, offset);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new BrokenException(message);
        }
    }
}
