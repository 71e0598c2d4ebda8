package io.datachannels.emulators.tablestore;

import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.util.Arrays;
import java.util.List;

/** What a primary key may look like, by itself and for a table. */
final class KeyRules {
    private static final int MAX_LENGTH = 1024;

    private KeyRules() {}

    /** Checks what can be checked without a table; INF_MIN and INF_MAX are for ranges alone. */
    static void check(List<Cell> key, boolean range) {
        for (Cell cell : key) {
            NameRules.checkColumn(cell.name());
            Value value = cell.value();
            if (value == null) {
                throw ServiceException.invalid("The primary key column: '" + cell.nameText() + "' has no value.");
            }
            if (!range && isInfinite(value)) {
                throw ServiceException.invalid(value.typeName() + " is an invalid type for the primary key.");
            }
            if (value.contentLength() > MAX_LENGTH) {
                throw ServiceException.invalid("The length of primary key column: '" + cell.nameText()
                        + "' exceeds the MaxLength:" + MAX_LENGTH + " with CurrentLength:" + value.contentLength()
                        + ".");
            }
        }
    }

    /** Checks the key against the table's: number of columns, their names in order, their types. */
    static void checkSchema(List<Cell> key, TableDefinition table, boolean canAutoIncrement) {
        List<TableDefinition.KeyColumn> columns = table.key();
        if (key.size() != columns.size()) {
            throw ServiceException.invalidKey(
                    "Validate PK size fail. Input: " + key.size() + ", Meta: " + columns.size() + ".");
        }
        for (int i = 0; i < columns.size(); i++) {
            Cell cell = key.get(i);
            TableDefinition.KeyColumn column = columns.get(i);
            if (!Arrays.equals(cell.name(), column.name())) {
                throw ServiceException.invalidKey(
                        "Validate PK name fail. Input: " + cell.nameText() + ", Meta: " + column.nameText() + ".");
            }
            byte type = cell.value().type();
            boolean placeholder = type == Value.AUTO_INCREMENT && column.autoIncrement() && canAutoIncrement;
            if (type != column.type() && !isInfinite(cell.value()) && !placeholder) {
                throw ServiceException.invalidKey("Validate PK type fail. Input: "
                        + cell.value().typeName() + ", Meta: " + Value.typeName(column.type()) + ".");
            }
        }
    }

    static boolean hasPlaceholder(List<Cell> key) {
        for (Cell cell : key) {
            if (cell.value().type() == Value.AUTO_INCREMENT) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInfinite(Value value) {
        return value.type() == Value.INF_MIN || value.type() == Value.INF_MAX;
    }
}
