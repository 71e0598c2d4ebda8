package io.datachannels.plugins.odps;

import com.aliyun.odps.Column;
import com.aliyun.odps.TableSchema;
import com.aliyun.odps.type.TypeInfo;
import com.aliyun.odps.type.TypeInfoParser;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes the table of a job whose table is missing. */
final class TableMaker {
    private final OdpsWriterConfig config;
    private final TableSchema table = new TableSchema();

    /** @throws JobFailure if the reader's columns do not make a table */
    TableMaker(OdpsWriterConfig config, Schema reader) {
        this.config = config;
        List<WriteColumn> columns = config.allColumns()
                ? reader.columns().stream()
                        .map(each -> new WriteColumn(each.name(), null))
                        .toList()
                : config.column();
        if (columns.size() != reader.size()) {
            throw new JobFailure(
                    "column has " + columns.size() + " names, but the reader delivers " + reader.size() + " columns",
                    "Name a column for each of the reader's.");
        }
        Set<String> levels = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        levels.addAll(config.autoCreate().partitionColumns());
        for (String each : config.namedPartition().values().keySet()) {
            levels.remove(each);
            table.addPartitionColumn(new Column(each, partitionType(null)));
        }
        for (int i = 0; i < columns.size(); i++) {
            WriteColumn each = columns.get(i);
            String name = each.name().toLowerCase(Locale.ROOT);
            if (levels.remove(name)) {
                table.addPartitionColumn(new Column(name, partitionType(each.type())));
            } else {
                table.addColumn(new Column(
                        name, type(each.type(), reader.columns().get(i).type())));
            }
        }
        if (!levels.isEmpty()) {
            throw new JobFailure(
                    "autoCreate.partitionColumns names " + String.join(", ", levels) + ", which column does not have",
                    "Name entries of column.");
        }
    }

    /** What the table is going to be. */
    TableSchema schema() {
        return table;
    }

    void make(Uploads uploads, JobContext context) {
        String partitions = table.getPartitionColumns().isEmpty()
                ? ""
                : " PARTITIONED BY (" + sql(table.getPartitionColumns()) + ")";
        Integer days = config.autoCreate().lifecycle();
        uploads.sql()
                .run(
                        "CreateTable",
                        "CREATE TABLE IF NOT EXISTS " + uploads.quoted() + " (" + sql(table.getColumns()) + ")"
                                + partitions + (days == null ? "" : " LIFECYCLE " + days),
                        config.access().name(config.table()),
                        context);
    }

    private static String sql(List<Column> columns) {
        return columns.stream()
                .map(each -> "`" + each.getName() + "` " + each.getTypeInfo().getTypeName())
                .collect(Collectors.joining(", "));
    }

    private static TypeInfo partitionType(String given) {
        return TypeInfoParser.getTypeInfoFromTypeString(given == null ? "STRING" : given);
    }

    private static TypeInfo type(String given, ColumnType read) {
        return TypeInfoParser.getTypeInfoFromTypeString(given == null ? standard(read) : given);
    }

    private static String standard(ColumnType read) {
        if (read == null) {
            return "STRING";
        }
        return switch (read) {
            case BOOL -> "BOOLEAN";
            case LONG -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL -> "DECIMAL(38,18)";
            case TEXT -> "STRING";
            case BYTES -> "BINARY";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case JSON -> "JSON";
        };
    }
}
