package io.datachannels.emulators.tablestore;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Which names tables and columns may have. */
final class NameRules {
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
    private static final int MAX_BYTES = 255;

    /** The documentation says 128; the SDK's tests against the service 1024. */
    private static final int MAX_COLUMNS_TO_GET = 1024;

    private NameRules() {}

    static void checkTable(String name) {
        if (!TABLE.matcher(name).matches()) {
            throw ServiceException.invalid("Invalid table name: '" + name + "'.");
        }
    }

    /** Any text of 1 to 255 bytes that does not begin with a number sign; the documentation is stricter than the service. */
    static void checkColumn(byte[] name) {
        if (name.length < 1 || name.length > MAX_BYTES || name[0] == '#') {
            throw ServiceException.invalid("Invalid column name: '" + new String(name, StandardCharsets.UTF_8) + "'.");
        }
    }

    static void checkColumn(String name) {
        checkColumn(name.getBytes(StandardCharsets.UTF_8));
    }

    static void checkColumnsToGet(List<String> names) {
        if (names.size() > MAX_COLUMNS_TO_GET) {
            throw ServiceException.invalid("The number of columns from the request exceeds the limit, limit count: "
                    + MAX_COLUMNS_TO_GET + ", column count: " + names.size() + ".");
        }
        names.forEach(NameRules::checkColumn);
    }
}
