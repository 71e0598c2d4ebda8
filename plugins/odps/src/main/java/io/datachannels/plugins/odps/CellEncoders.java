package io.datachannels.plugins.odps;

import com.aliyun.odps.commons.util.DateUtils;
import com.aliyun.odps.type.AbstractCharTypeInfo;
import com.aliyun.odps.type.DecimalTypeInfo;
import com.aliyun.odps.type.TypeInfo;
import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Utf8;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.BooleanSupplier;

/** How cells become values of MaxCompute's types. For one thread. */
final class CellEncoders {
    /** How many bytes the service takes in a STRING or BINARY. */
    static final int LONGEST = 8_388_608;

    private static final int MILLI = 1_000_000;

    private final Cast cast;
    private final ZoneId zone;
    private final BooleanSupplier oldCalendar;
    private final Utf8 text = new Utf8();
    private long tooLong;

    /**
     * @param oldCalendar whether the service wants the DATETIMEs of former times as the SDK's old calendar has them
     */
    CellEncoders(Cast cast, ZoneId zone, BooleanSupplier oldCalendar) {
        this.cast = cast;
        this.zone = zone;
        this.oldCalendar = oldCalendar;
    }

    /** How the end of a value of the type is found. */
    static int wireType(TypeInfo type) {
        return switch (type.getOdpsType()) {
            case DOUBLE -> RowBuffer.FIXED64;
            case FLOAT -> RowBuffer.FIXED32;
            case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, DATE, DATETIME -> RowBuffer.VARINT;
            default -> RowBuffer.LENGTH;
        };
    }

    /**
     * @param where the column, for the message
     * @throws JobFailure if values of the type cannot be written
     */
    CellEncoder of(TypeInfo type, String where) {
        return switch (type.getOdpsType()) {
            case TINYINT -> whole(Byte.MIN_VALUE, Byte.MAX_VALUE, type);
            case SMALLINT -> whole(Short.MIN_VALUE, Short.MAX_VALUE, type);
            case INT -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE, type);
            case BIGINT -> whole(-Long.MAX_VALUE, Long.MAX_VALUE, type);
            case BOOLEAN ->
                (row, column, into) -> {
                    into.putBool(cast.toBool(row, column));
                    return true;
                };
            case DOUBLE ->
                (row, column, into) -> {
                    into.putDouble(cast.toDouble(row, column));
                    return true;
                };
            case FLOAT ->
                (row, column, into) -> {
                    into.putFloat(nearest(cast.toDouble(row, column), column));
                    return true;
                };
            case DECIMAL -> decimal((DecimalTypeInfo) type);
            case STRING -> text(OverLength.KEEP_ON, LONGEST);
            case CHAR, VARCHAR -> characters((AbstractCharTypeInfo) type);
            case BINARY -> bytes(OverLength.KEEP_ON, LONGEST);
            case JSON -> json();
            case DATE ->
                (row, column, into) -> {
                    into.putLong(
                            row.typeAt(column) == ColumnType.DATE
                                    ? row.epochDayAt(column)
                                    : cast.toDate(row, column).toEpochDay());
                    return true;
                };
            case DATETIME -> this::dateTime;
            case TIMESTAMP -> this::timestamp;
            case TIMESTAMP_NTZ -> this::localTimestamp;
            case ARRAY, MAP, STRUCT -> new JsonEncoder(type, this, where);
            default ->
                throw new JobFailure(
                        where + " has the type " + type.getTypeName() + ", which cannot be written",
                        "Leave it out of column.");
        };
    }

    /** As {@link #of}, with what becomes of texts and bytes that are too long. */
    CellEncoder of(TypeInfo type, String where, OverLength rule, int longest) {
        return switch (type.getOdpsType()) {
            case STRING -> text(rule, longest);
            case BINARY -> bytes(rule, longest);
            default -> of(type, where);
        };
    }

    private CellEncoder whole(long least, long most, TypeInfo type) {
        return (row, column, into) -> {
            long value = row.typeAt(column) == ColumnType.LONG ? row.longAt(column) : cast.toLong(row, column);
            if (value < least || value > most) {
                throw new RowFailure(column, "is outside the range of " + type.getTypeName());
            }
            into.putLong(value);
            return true;
        };
    }

    /** The float of which the double's digits are those that somebody wrote. */
    private static float nearest(double value, int column) {
        float result = (float) value;
        if (result != value && !Double.isNaN(value)) {
            boolean written = Float.isFinite(result)
                    && new BigDecimal(Float.toString(result)).compareTo(BigDecimal.valueOf(value)) == 0;
            if (!written) {
                throw new RowFailure(column, "has more digits or a larger exponent than a FLOAT can hold");
            }
        }
        return result;
    }

    private CellEncoder decimal(DecimalTypeInfo type) {
        int scale = type.getScale();
        int whole = type.getPrecision() - scale;
        return (row, column, into) -> {
            BigDecimal value = cast.toDecimal(row, column);
            if (value.scale() > scale || value.scale() < -whole) {
                value = value.stripTrailingZeros(); // never written out before it is known to fit: it may be
                // 1E999999999
            }
            if (value.scale() > scale) {
                throw new RowFailure(column, "has more than " + scale + " digits behind the point");
            }
            if (value.signum() != 0 && (long) value.precision() - value.scale() > whole) {
                throw new RowFailure(column, "has more than " + whole + " digits before the point");
            }
            into.putText(
                    text.take(value.setScale(scale, RoundingMode.UNNECESSARY).toPlainString(), column));
            return true;
        };
    }

    /** How many values were cut or left out because they were too long. */
    long tooLong() {
        return tooLong;
    }

    private CellEncoder text(OverLength rule, int longest) {
        return (row, column, into) -> {
            Utf8 value = cast.toUtf8(row, column, text);
            int fitting = OverLength.fitting(value, rule == OverLength.KEEP_ON ? LONGEST : longest);
            if (fitting < value.length()) {
                tooLong++;
                switch (rule) {
                    case KEEP_ON -> throw refused(column);
                    case SET_NULL -> {
                        return false;
                    }
                    case TRUNCATE -> value.take(value.array(), value.from(), value.from() + fitting);
                }
            }
            into.putText(value);
            return true;
        };
    }

    private CellEncoder bytes(OverLength rule, int longest) {
        return (row, column, into) -> {
            byte[] value = cast.toBytes(row, column);
            int most = rule == OverLength.KEEP_ON ? LONGEST : longest;
            if (value.length > most) {
                tooLong++;
                switch (rule) {
                    case KEEP_ON -> throw refused(column);
                    case SET_NULL -> {
                        return false;
                    }
                    case TRUNCATE -> {}
                }
            }
            into.putBytes(value, 0, Math.min(value.length, most));
            return true;
        };
    }

    private CellEncoder characters(AbstractCharTypeInfo type) {
        return (row, column, into) -> {
            Utf8 value = cast.toUtf8(row, column, text);
            if (value.length() > type.getLength() && value.codePoints() > type.getLength()) {
                throw new RowFailure(column, "has more than " + type.getLength() + " characters");
            }
            into.putText(value);
            return true;
        };
    }

    private CellEncoder json() {
        return (row, column, into) -> {
            Utf8 value = cast.toUtf8(row, column, text);
            if (row.typeAt(column) != ColumnType.JSON) {
                JsonEncoder.parse(value.toString(), column);
            }
            into.putText(value);
            return true;
        };
    }

    private boolean dateTime(Row row, int column, RowBuffer into) {
        Instant instant = cast.toTimestamp(row, column);
        if (instant.getNano() % MILLI != 0) {
            throw new RowFailure(column, "has a fraction of a millisecond, which a DATETIME cannot hold");
        }
        long millis = instant.toEpochMilli();
        into.putLong(oldCalendar.getAsBoolean() ? DateUtils.date2ms(new Date(millis), DateUtils.LOCAL_CAL) : millis);
        return true;
    }

    private boolean timestamp(Row row, int column, RowBuffer into) {
        if (row.typeAt(column) == ColumnType.TIMESTAMP) {
            into.putTimestamp(row.epochSecondAt(column), row.nanosAt(column));
        } else {
            Instant instant = cast.toTimestamp(row, column);
            into.putTimestamp(instant.getEpochSecond(), instant.getNano());
        }
        return true;
    }

    /** The time of day that clocks of the job's time zone show. */
    private boolean localTimestamp(Row row, int column, RowBuffer into) {
        Instant instant = cast.toTimestamp(row, column);
        into.putTimestamp(instant.atZone(zone).toLocalDateTime().toEpochSecond(ZoneOffset.UTC), instant.getNano());
        return true;
    }

    private static RowFailure refused(int column) {
        return new RowFailure(
                column, "has more than " + LONGEST + " bytes, which MaxCompute refuses; see overLengthRule");
    }
}
