package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.Condition;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.OperationType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReturnContent;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReturnType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowExistenceExpectation;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.CellEncoder;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.Tag;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import io.datachannels.emulators.tablestore.rows.ChangeRecord;
import io.datachannels.emulators.tablestore.rows.Filter;
import io.datachannels.emulators.tablestore.rows.Projection;
import io.datachannels.emulators.tablestore.rows.RowMerge;
import io.datachannels.emulators.tablestore.rows.RowReader;
import io.datachannels.emulators.tablestore.rows.StoredRow;
import io.datachannels.emulators.tablestore.store.Table;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One row to be written, with the condition under which it is and what is to be returned of it.
 *
 * @param type puts, updates or deletes
 * @param row as decoded and checked by {@link RowRules}
 * @param expectation what must be there before
 * @param columnCondition what must hold of the columns before; null for nothing
 * @param wanted what to return
 */
record RowWriter(
        OperationType type,
        Row row,
        RowExistenceExpectation expectation,
        Filter columnCondition,
        ReturnContent wanted) {
    private static final byte[] NOTHING = {};

    /** Checks what can be checked without a table. */
    static RowWriter of(OperationType type, Row row, Condition condition, ReturnContent wanted) {
        RowRules.check(type, row);
        Filter filter =
                condition.getColumnCondition().isEmpty() ? null : Filter.condition(condition.getColumnCondition());
        boolean free = condition.getRowExistence() == RowExistenceExpectation.IGNORE && filter == null;
        if (KeyRules.hasPlaceholder(row.key()) && (!free || type == OperationType.DELETE)) {
            throw ServiceException.invalid(
                    type == OperationType.DELETE
                            ? "VT_AUTO_INCREMENT is an invalid type for the primary key."
                            : "A row with an AUTO_INCREMENT primary key cannot have a condition.");
        }
        return new RowWriter(type, row, condition.getRowExistence(), filter, wanted);
    }

    /**
     * Writes the row and returns what is to be returned of it, empty if nothing is.
     *
     * @throws ServiceException if the row does not fit the table or the condition does not hold
     */
    ByteString write(Table table, Call call) {
        TableDefinition definition = table.definition();
        KeyRules.checkSchema(row.key(), definition, true);
        RowRules.checkTable(type, row, definition, call.now());
        if (!KeyRules.hasPlaceholder(row.key())) {
            return write(table, definition, row, KeyOrder.encode(row.key()), call);
        }
        Row numbered;
        byte[] key;
        do {
            numbered = numbered(table.nextNumber(call.now() * 1000));
            key = KeyOrder.encode(numbered.key());
        } while (table.get(key) != null);
        return write(table, definition, numbered, key, call);
    }

    private ByteString write(Table table, TableDefinition definition, Row full, byte[] key, Call call) {
        Write write = new Write(full, definition, call);
        table.change(key, write);
        return ByteString.copyFrom(write.returned.array(), 0, write.returned.size());
    }

    private static RowMerge merge(TableDefinition definition, long now) {
        return new RowMerge(now, definition.cutoff(now), definition.maxVersions());
    }

    private void checkCondition(byte[] before, TableDefinition definition, long cutoff) {
        boolean holds = switch (expectation) {
            case IGNORE -> true;
            case EXPECT_EXIST -> before != null;
            case EXPECT_NOT_EXIST -> before == null;
        };
        if (holds && columnCondition != null) {
            holds = before == null
                    ? columnCondition.holdsWithoutRow()
                    : new RowReader(everything(columnCondition), cutoff, definition.maxVersions()).select(before);
        }
        if (!holds) {
            throw ServiceException.conditionFailed();
        }
    }

    private void putReturned(Row full, byte[] after, TableDefinition definition, long cutoff, ByteOutput out) {
        switch (wanted.getReturnType()) {
            case RT_PK -> out.put(CellEncoder.plainBuffer(new Row(full.key(), List.of(), false)));
            case RT_AFTER_MODIFY -> {
                if (after != null) {
                    out.putInt(Tag.HEADER);
                    byte[][] names = wanted.getReturnColumnNamesList().stream()
                            .map(name -> name.getBytes(StandardCharsets.UTF_8))
                            .toArray(byte[][]::new);
                    new RowReader(newest(Projection.sorted(names)), cutoff, definition.maxVersions()).read(after, out);
                }
            }
            default -> {}
        }
    }

    private static Projection everything(Filter filter) {
        return new Projection(null, true, null, null, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, filter);
    }

    private static Projection newest(byte[][] columns) {
        return new Projection(columns, true, null, null, Long.MIN_VALUE, Long.MAX_VALUE, 1, null);
    }

    private Row numbered(long number) {
        List<Cell> key = new ArrayList<>(row.key());
        key.replaceAll(cell -> cell.value().type() == Value.AUTO_INCREMENT
                ? new Cell(cell.name(), Value.of(number), Cell.PUT, Cell.NO_TIMESTAMP)
                : cell);
        return new Row(key, row.cells(), false);
    }

    /** The writing of the row to its table, once. */
    private final class Write implements Table.Change {
        private final Row full;
        private final TableDefinition definition;
        private final Call call;
        private final long cutoff;
        private final boolean blind;
        private final ByteOutput returned = new ByteOutput(0);

        /** What was written, for the stream. */
        private Row written;

        /** @param full with its key complete */
        private Write(Row full, TableDefinition definition, Call call) {
            this.full = full;
            this.definition = definition;
            this.call = call;
            this.cutoff = definition.cutoff(call.now());
            this.blind = type != OperationType.UPDATE
                    && expectation == RowExistenceExpectation.IGNORE
                    && columnCondition == null
                    && wanted.getReturnType() == ReturnType.RT_NONE;
            this.written = full;
        }

        @Override
        public boolean isBlind() {
            return blind;
        }

        @Override
        public byte[] apply(byte[] stored) {
            if (blind) {
                return type == OperationType.PUT ? merge(definition, call.now()).put(full) : null;
            }
            byte[] before = alive(stored);
            checkCondition(before, definition, cutoff);
            // the time is taken while the row is locked: a version must not be older than those written before it
            RowMerge merge = merge(definition, call.clock().millis());
            byte[] after = switch (type) {
                case PUT -> merge.put(full);
                case UPDATE -> {
                    written = merge.resolve(before, full);
                    yield merge.update(before, written);
                }
                case DELETE -> null;
            };
            putReturned(full, after, definition, cutoff, returned);
            return after;
        }

        @Override
        public byte[] record(byte[] stored, byte[] after, TableDefinition streamed) {
            byte[] original = original(alive(stored), streamed);
            return switch (type) {
                case PUT -> ChangeRecord.put(after, original);
                case UPDATE -> ChangeRecord.update(written, original);
                case DELETE -> ChangeRecord.delete(full, original);
            };
        }

        private byte[] alive(byte[] stored) {
            return stored == null || !StoredRow.isAlive(stored, cutoff) ? null : stored;
        }

        /** The columns that the stream wants of the row before; the key alone if there was no row. */
        private byte[] original(byte[] before, TableDefinition streamed) {
            if (streamed.originalColumns().length == 0) {
                return NOTHING;
            }
            if (before == null) {
                return CellEncoder.plainBuffer(new Row(full.key(), List.of(), false));
            }
            ByteOutput out = new ByteOutput(before.length).putInt(Tag.HEADER);
            new RowReader(newest(streamed.originalColumns()), cutoff, streamed.maxVersions()).read(before, out);
            return out.toByteArray();
        }
    }
}
