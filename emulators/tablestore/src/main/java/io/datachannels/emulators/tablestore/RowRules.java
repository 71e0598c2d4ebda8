package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.OperationType;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** What a written row may look like, by itself and for a table. */
final class RowRules {
    private static final int MAX_VALUE = 2_097_152;
    private static final int MAX_COLUMNS = 1024;
    private static final long MAX_TIMESTAMP = Long.MAX_VALUE / 1000;

    private RowRules() {}

    /** Checks what can be checked without a table. */
    static void check(OperationType type, Row row) {
        KeyRules.check(row.key(), false);
        if (row.delete() != (type == OperationType.DELETE)) {
            throw ServiceException.invalid("The delete marker does not fit the operation.");
        }
        if (row.cells().size() > MAX_COLUMNS) {
            throw ServiceException.invalid("The number of attribute columns exceeds the limit, limit count: "
                    + MAX_COLUMNS + ", column count: " + row.cells().size() + ".");
        }
        boolean increments = false;
        for (Cell cell : row.cells()) {
            checkCell(type, cell);
            increments |= cell.kind() == Cell.INCREMENT;
        }
        if (increments) {
            checkIncrements(row);
        }
    }

    /** Checks the cells against the table: how far timestamps are off, types of predefined columns, updates. */
    static void checkTable(OperationType type, Row row, TableDefinition table, long now) {
        if (type == OperationType.UPDATE && !table.allowsUpdate()) {
            throw ServiceException.invalid("UpdateRow is not allowed: AllowUpdate of the table is false.");
        }
        long seconds = now / 1000;
        for (Cell cell : row.cells()) {
            if (cell.hasTimestamp() && cell.kind() == Cell.PUT) {
                long version = cell.timestamp() / 1000;
                long oldest = Math.max(seconds - table.deviationSeconds(), table.cutoff(now) / 1000);
                if (version < oldest || version >= seconds + table.deviationSeconds()) {
                    throw ServiceException.invalid("Invalid timestamp. Cell: '" + cell.nameText() + "', timestamp: "
                            + cell.timestamp() + ", server time: " + now + ", max time deviation: "
                            + table.deviationSeconds() + " s.");
                }
            }
            if (table.hasDefinedColumns() && cell.value() != null) {
                Byte defined = table.definedType(cell.nameText());
                if (defined != null && defined != cell.value().type()) {
                    throw ServiceException.invalid(
                            "Invalid column type for column " + cell.nameText() + " expect " + Value.typeName(defined)
                                    + " actual " + cell.value().typeName());
                }
            }
        }
    }

    private static void checkCell(OperationType type, Cell cell) {
        NameRules.checkColumn(cell.name());
        boolean known = switch (cell.kind()) {
            case Cell.PUT -> type != OperationType.DELETE && cell.value() != null;
            case Cell.INCREMENT ->
                type == OperationType.UPDATE
                        && cell.value() != null
                        && cell.value().type() == Value.INTEGER;
            case Cell.DELETE_ONE -> type == OperationType.UPDATE && cell.hasTimestamp();
            case Cell.DELETE_ALL -> type == OperationType.UPDATE;
            default -> false;
        };
        if (!known) {
            throw ServiceException.invalid("Invalid cell: '" + cell.nameText() + "'.");
        }
        if (cell.hasTimestamp() && (cell.timestamp() < 0 || cell.timestamp() >= MAX_TIMESTAMP)) {
            throw ServiceException.invalid("Timestamp must be in range [0, INT64_MAX/1000).");
        }
        if (cell.value() != null) {
            checkValue(cell, cell.value());
        }
    }

    private static void checkValue(Cell cell, Value value) {
        switch (value.type()) {
            case Value.STRING, Value.BLOB -> {
                if (value.contentLength() > MAX_VALUE) {
                    throw ServiceException.invalid("The length of attribute column: '" + cell.nameText()
                            + "' exceeds the MaxLength:" + MAX_VALUE + " with CurrentLength:"
                            + value.contentLength() + ".");
                }
            }
            case Value.DOUBLE -> {
                if (!Double.isFinite(value.asDouble())) {
                    throw ServiceException.invalid(
                            "The value of column: '" + cell.nameText() + "' is not a finite double.");
                }
            }
            case Value.INF_MIN, Value.INF_MAX, Value.AUTO_INCREMENT ->
                throw ServiceException.invalid(
                        value.typeName() + " is an invalid type for the attribute column: '" + cell.nameText() + "'.");
            default -> {}
        }
    }

    private static void checkIncrements(Row row) {
        Map<ByteBuffer, Cell> seen = new HashMap<>();
        for (Cell cell : row.cells()) {
            Cell other = seen.put(ByteBuffer.wrap(cell.name()), cell);
            if (other != null && (cell.kind() == Cell.INCREMENT || other.kind() == Cell.INCREMENT)) {
                throw ServiceException.invalid(
                        "Column '" + cell.nameText() + "' is incremented and changed in the same row.");
            }
        }
    }
}
