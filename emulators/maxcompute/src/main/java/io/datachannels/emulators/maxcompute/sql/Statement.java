package io.datachannels.emulators.maxcompute.sql;

import io.datachannels.emulators.maxcompute.store.TableDefinition;
import io.datachannels.emulators.maxcompute.store.TableName;
import java.util.List;
import java.util.Map;

/** What the emulator can run. Partitions are values by column name, in the order written. */
sealed interface Statement {
    record CreateTable(TableName table, TableDefinition definition, boolean ifNotExists) implements Statement {}

    record DropTable(TableName table, boolean ifExists) implements Statement {}

    record Truncate(TableName table, List<Map<String, String>> partitions) implements Statement {}

    record AddPartitions(TableName table, List<Map<String, String>> partitions, boolean ifNotExists)
            implements Statement {}

    record DropPartitions(TableName table, List<Map<String, String>> partitions, boolean ifExists)
            implements Statement {}

    record CreateSchema(String project, String schema, boolean ifNotExists) implements Statement {}

    record DropSchema(String project, String schema, boolean ifExists) implements Statement {}

    /**
     * @param partition null for none
     * @param columns empty for all
     */
    record Insert(
            TableName table,
            Map<String, String> partition,
            boolean overwrite,
            List<String> columns,
            List<List<Literal>> rows)
            implements Statement {}

    /**
     * @param columns names; empty for all
     * @param count whether it asks for {@code count(*)}
     * @param limit -1 for none
     */
    record Select(TableName table, List<String> columns, boolean count, Map<String, String> where, long limit)
            implements Statement {}

    record ShowTables(String project, String schema) implements Statement {}

    record ShowPartitions(TableName table) implements Statement {}

    record ShowSchemas(String project) implements Statement {}

    /** A value as written; the text is null for NULL. */
    record Literal(String text) {}
}
