package io.datachannels.plugins.oss;

import io.datachannels.spi.ColumnType;
import io.datachannels.spi.RowFailure;
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
    /** The number of 1970-01-01 among the days that INT96 counts. */
    static final long JULIAN_EPOCH_DAY = 2_440_588;

    private static final long DAY = 86_400_000_000_000L;

    private final PrimitiveType type;
    private final LogicalTypeAnnotation meaning;
    private final ParquetZones zones;

    ParquetValue(PrimitiveType type, ParquetZones zones) {
        this.type = type;
        this.meaning = type.getLogicalTypeAnnotation();
        this.zones = zones;
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
            return timeOfDay(nanos);
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
            if (bytes.length == 0) {
                throw new RowFailure(-1, "has a decimal without bytes");
            }
            return new BigDecimal(new BigInteger(bytes), decimal.getScale());
        } else if (isText() || LogicalTypeAnnotation.jsonType().equals(meaning)) {
            return text(bytes);
        } else if (type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT96) {
            ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long nanos = parts.getLong();
            long day = parts.getInt() - JULIAN_EPOCH_DAY;
            return at(day * 86_400, nanos, zones.int96());
        } else if (isUuid()) {
            ByteBuffer parts = ByteBuffer.wrap(bytes);
            return new UUID(parts.getLong(), parts.getLong()).toString();
        }
        return bytes;
    }

    /** The end of a day is one too, as in SQL. */
    private static String timeOfDay(long nanos) {
        if (nanos < 0 || nanos > DAY) {
            throw new RowFailure(-1, "has a time of day of " + nanos + " nanoseconds");
        }
        return nanos == DAY ? "24:00" : LocalTime.ofNanoOfDay(nanos).toString();
    }

    private Instant timestamp(long value, TimestampLogicalTypeAnnotation timestamp) {
        int unit = ParquetCell.unit(timestamp);
        int perSecond = 1_000_000_000 / unit;
        long second = Math.floorDiv(value, perSecond);
        long nanos = Math.floorMod(value, perSecond) * (long) unit;
        return at(second, nanos, timestamp.isAdjustedToUTC() ? ZoneOffset.UTC : zones.local());
    }

    /** When the clocks of the zone showed that many seconds and nanoseconds after 1970-01-01T00:00. */
    private static Instant at(long second, long nanos, ZoneId zone) {
        Instant shown = Instant.ofEpochSecond(second, nanos);
        return zone == ZoneOffset.UTC
                ? shown
                : LocalDateTime.ofInstant(shown, ZoneOffset.UTC).atZone(zone).toInstant();
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

    /** Whether its bytes are text. */
    boolean isText() {
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
