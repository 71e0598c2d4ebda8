package io.datachannels.plugins.oss;

import io.datachannels.spi.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** What the values of a Parquet type mean: Boolean, Long, Double, BigDecimal, String, byte[], LocalDate or Instant. */
final class ParquetValue {
    private static final long JULIAN_EPOCH_DAY = 2_440_588;

    private final PrimitiveType type;
    private final LogicalTypeAnnotation meaning;
    private final ZoneId zone;

    ParquetValue(PrimitiveType type, ZoneId zone) {
        this.type = type;
        this.meaning = type.getLogicalTypeAnnotation();
        this.zone = zone;
    }

    /** The type of its cells. */
    ColumnType cellType() {
        if (meaning instanceof DecimalLogicalTypeAnnotation || isUnsignedLong()) {
            return ColumnType.DECIMAL;
        } else if (meaning instanceof TimestampLogicalTypeAnnotation) {
            return ColumnType.TIMESTAMP;
        } else if (meaning instanceof TimeLogicalTypeAnnotation || isText() || isUuid()) {
            return ColumnType.TEXT;
        } else if (LogicalTypeAnnotation.dateType().equals(meaning)) {
            return ColumnType.DATE;
        } else if (LogicalTypeAnnotation.jsonType().equals(meaning)) {
            return ColumnType.JSON;
        }
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> ColumnType.BOOL;
            case INT32, INT64 -> ColumnType.LONG;
            case FLOAT, DOUBLE -> ColumnType.DOUBLE;
            case INT96 -> ColumnType.TIMESTAMP;
            case BINARY, FIXED_LEN_BYTE_ARRAY -> ColumnType.BYTES;
        };
    }

    /** Whether a whole number is just that. */
    boolean isSigned() {
        return meaning == null || meaning instanceof IntLogicalTypeAnnotation whole && whole.isSigned();
    }

    Object of(long value) {
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return BigDecimal.valueOf(value, decimal.getScale());
        } else if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
            return timestamp(value, timestamp);
        } else if (meaning instanceof TimeLogicalTypeAnnotation time) {
            long nanos = switch (time.getUnit()) {
                case MILLIS -> value * 1_000_000;
                case MICROS -> value * 1000;
                case NANOS -> value;
            };
            return LocalTime.ofNanoOfDay(nanos).toString();
        } else if (LogicalTypeAnnotation.dateType().equals(meaning)) {
            return LocalDate.ofEpochDay(value);
        } else if (isUnsignedLong()) {
            return new BigDecimal(Long.toUnsignedString(value));
        } else if (meaning instanceof IntLogicalTypeAnnotation whole && !whole.isSigned()) {
            return value & 0xFFFF_FFFFL;
        }
        return value;
    }

    Object of(Binary value) {
        byte[] bytes = value.getBytes();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return new BigDecimal(new BigInteger(bytes), decimal.getScale());
        } else if (isText() || LogicalTypeAnnotation.jsonType().equals(meaning)) {
            return text(bytes);
        } else if (type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT96) {
            ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long nanos = parts.getLong();
            long day = parts.getInt() - JULIAN_EPOCH_DAY;
            return Instant.ofEpochSecond(day * 86_400, nanos);
        } else if (isUuid()) {
            ByteBuffer parts = ByteBuffer.wrap(bytes);
            return new UUID(parts.getLong(), parts.getLong()).toString();
        }
        return bytes;
    }

    private Instant timestamp(long value, TimestampLogicalTypeAnnotation timestamp) {
        int unit = ParquetCell.unit(timestamp);
        int perSecond = 1_000_000_000 / unit;
        long second = Math.floorDiv(value, perSecond);
        long nanos = Math.floorMod(value, perSecond) * (long) unit;
        return timestamp.isAdjustedToUTC()
                ? Instant.ofEpochSecond(second, nanos)
                : LocalDateTime.ofEpochSecond(second, (int) nanos, ZoneOffset.UTC)
                        .atZone(zone)
                        .toInstant();
    }

    /** The bytes as text, or null if they are no characters. */
    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** What is no text stays bytes, which no text column takes. */
    private static Object text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') >= 0 && decode(bytes) == null ? bytes : text;
    }

    private boolean isText() {
        return LogicalTypeAnnotation.stringType().equals(meaning)
                || LogicalTypeAnnotation.enumType().equals(meaning);
    }

    private boolean isUuid() {
        return LogicalTypeAnnotation.uuidType().equals(meaning);
    }

    private boolean isUnsignedLong() {
        return meaning instanceof IntLogicalTypeAnnotation whole && !whole.isSigned() && whole.getBitWidth() == 64;
    }
}
