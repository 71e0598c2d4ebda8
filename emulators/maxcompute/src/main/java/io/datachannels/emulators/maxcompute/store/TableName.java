package io.datachannels.emulators.maxcompute.store;

import java.util.Locale;

/** A table's full name; names are kept in lower case, since the service does not tell case apart. */
public record TableName(String project, String schema, String table) {
    /** The schema of tables that name none. */
    public static final String DEFAULT_SCHEMA = "default";

    public TableName {
        project = project.toLowerCase(Locale.ROOT);
        schema = schema == null ? DEFAULT_SCHEMA : schema.toLowerCase(Locale.ROOT);
        table = table.toLowerCase(Locale.ROOT);
    }

    /** {@code project.table}, with the schema between if it is not the default. */
    @Override
    public String toString() {
        return project + (schema.equals(DEFAULT_SCHEMA) ? "." : "." + schema + ".") + table;
    }
}
