package io.datachannels.plugins.oss;

import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.Problems;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The schema that Parquet objects are written with: given as such, as typed columns, or made of the reader's columns. */
final class ParquetSchemas {
    private static final Pattern DECIMAL = Pattern.compile("decimal\\s*\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)");
    private static final int DIGITS = 38;
    private static final int SCALE = 18;

    private ParquetSchemas() {}

    static MessageType of(OssWriterConfig config, Schema reader) {
        if (config.hasParquetSchema()) {
            return MessageTypeParser.parseMessageType(config.parquetSchema());
        }
        Types.MessageTypeBuilder message = Types.buildMessage();
        List<WriteColumn> columns = config.column();
        for (int i = 0; i < Math.max(columns.size(), columns.isEmpty() ? reader.size() : 0); i++) {
            message.addField(
                    columns.isEmpty()
                            ? field(reader.columns().get(i))
                            : field(columns.get(i).name(), columns.get(i).type()));
        }
        return message.named("row");
    }

    static void validate(String schema, Problems problems) {
        try {
            MessageTypeParser.parseMessageType(schema);
        } catch (IllegalArgumentException e) {
            problems.add(
                    "parquetSchema",
                    "must be a schema such as message m { optional int64 id; optional binary name (UTF8); }: "
                            + e.getMessage());
        }
    }

    /** The field of a type as a job file names it, or null if there is no such type. */
    static Type field(String name, String typeName) {
        String type = typeName.trim().toLowerCase(Locale.ROOT);
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            int digits = Integer.parseInt(decimal.group(1));
            int scale = Integer.parseInt(decimal.group(2));
            return digits >= 1 && digits <= DIGITS && scale <= digits ? decimal(name, digits, scale) : null;
        }
        return switch (type) {
            case "string", "varchar", "char", "text", "utf8" -> text(name, LogicalTypeAnnotation.stringType());
            case "json" -> text(name, LogicalTypeAnnotation.jsonType());
            case "int", "integer", "tinyint", "smallint", "int32" ->
                Types.optional(PrimitiveTypeName.INT32).named(name);
            case "bigint", "long", "int64" ->
                Types.optional(PrimitiveTypeName.INT64).named(name);
            case "int96" -> Types.optional(PrimitiveTypeName.INT96).named(name);
            case "float" -> Types.optional(PrimitiveTypeName.FLOAT).named(name);
            case "double" -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case "boolean", "bool" -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case "binary", "bytes" -> Types.optional(PrimitiveTypeName.BINARY).named(name);
            case "decimal" -> decimal(name, DIGITS, SCALE);
            case "date" ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(name);
            case "timestamp", "datetime" ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(name);
            default -> null;
        };
    }

    /** A column of any type, as those of Tablestore are, is text. */
    private static Type field(Column column) {
        ColumnType type = column.type();
        if (type == null) {
            return text(column.name(), LogicalTypeAnnotation.stringType());
        }
        return field(
                column.name(),
                switch (type) {
                    case TEXT -> "string";
                    case BOOL -> "boolean";
                    case LONG -> "bigint";
                    case DOUBLE -> "double";
                    case DECIMAL -> "decimal";
                    case BYTES -> "binary";
                    case DATE -> "date";
                    case TIMESTAMP -> "timestamp";
                    case JSON -> "json";
                });
    }

    private static Type text(String name, LogicalTypeAnnotation annotation) {
        return Types.optional(PrimitiveTypeName.BINARY).as(annotation).named(name);
    }

    private static Type decimal(String name, int digits, int scale) {
        LogicalTypeAnnotation annotation = LogicalTypeAnnotation.decimalType(scale, digits);
        if (digits <= 9) {
            return Types.optional(PrimitiveTypeName.INT32).as(annotation).named(name);
        } else if (digits <= 18) {
            return Types.optional(PrimitiveTypeName.INT64).as(annotation).named(name);
        }
        return Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(DecimalBytes.length(digits))
                .as(annotation)
                .named(name);
    }
}
