package io.datachannels.plugins.oss;

import io.datachannels.spi.Cast;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Utf8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A column that is written to Parquet. A row's cell is first taken and converted, which may refuse it, and then put, so that a refused
 * row leaves nothing behind. For one thread.
 */
final class ParquetCell {
    private final PrimitiveType type;
    private final int column;
    private final Cast cast;
    private final ParquetZones zones;
    private final LogicalTypeAnnotation meaning;
    private boolean isNull;
    private long bits;
    private double number;
    private final Utf8 utf8 = new Utf8();
    private Binary binary;

    /**
     * @throws JobFailure if columns of that type are not written
     */
    ParquetCell(Type type, int column, ParquetZones zones, JobContext job) {
        if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED) || !isWritten(type.asPrimitiveType())) {
            throw new JobFailure(
                    "column " + type.getName() + " of the Parquet schema has a type that is not written: "
                            + type.toString().strip(),
                    "Use a plain number, text, date, timestamp or decimal; write nested values as JSON.");
        }
        this.type = type.asPrimitiveType();
        this.meaning = type.getLogicalTypeAnnotation();
        this.column = column;
        this.cast = job.cast();
        this.zones = zones;
    }

    private static boolean isWritten(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN, FLOAT, DOUBLE -> true;
            case INT32, INT64 ->
                meaning == null
                        || meaning instanceof DecimalLogicalTypeAnnotation
                        || meaning instanceof TimestampLogicalTypeAnnotation
                        || meaning.equals(LogicalTypeAnnotation.dateType())
                        || meaning instanceof IntLogicalTypeAnnotation whole && whole.isSigned();
            case BINARY ->
                meaning == null
                        || meaning instanceof DecimalLogicalTypeAnnotation
                        || meaning.equals(LogicalTypeAnnotation.stringType())
                        || meaning.equals(LogicalTypeAnnotation.jsonType())
                        || meaning.equals(LogicalTypeAnnotation.enumType());
            case FIXED_LEN_BYTE_ARRAY -> meaning == null || meaning instanceof DecimalLogicalTypeAnnotation;
            case INT96 -> meaning == null;
        };
    }

    /**
     * Takes the row's cell.
     *
     * @throws RowFailure if the column cannot hold it
     */
    void take(Row row) {
        isNull = row.typeAt(column) == null;
        if (isNull) {
            if (type.isRepetition(Type.Repetition.REQUIRED)) {
                throw new RowFailure(column, "is null, and the Parquet schema says that it is required");
            }
        } else if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            takeDecimal(cast.toDecimal(row, column), decimal);
        } else {
            takePlain(row);
        }
    }

    /** Puts the cell that was taken. */
    void put(RecordConsumer record) {
        if (isNull) {
            return;
        }
        record.startField(type.getName(), column);
        switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> record.addBoolean(bits != 0);
            case INT32 -> record.addInteger((int) bits);
            case INT64 -> record.addLong(bits);
            case FLOAT -> record.addFloat((float) number);
            case DOUBLE -> record.addDouble(number);
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> record.addBinary(binary);
        }
        record.endField(type.getName(), column);
    }

    private void takePlain(Row row) {
        switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> bits = cast.toBool(row, column) ? 1 : 0;
            case INT32 -> {
                bits = LogicalTypeAnnotation.dateType().equals(meaning)
                        ? cast.toDate(row, column).toEpochDay()
                        : within(cast.toLong(row, column), 32);
            }
            case INT64 ->
                bits = meaning instanceof TimestampLogicalTypeAnnotation timestamp
                        ? units(row, timestamp)
                        : within(cast.toLong(row, column), 64);
            case FLOAT -> {
                number = cast.toDouble(row, column);
                if ((float) number != number && !Double.isNaN(number)) {
                    throw new RowFailure(column, "has more digits than a float can hold");
                }
            }
            case DOUBLE -> number = cast.toDouble(row, column);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> binary = bytes(row);
            case INT96 -> binary = int96(cast.toTimestamp(row, column));
        }
    }

    private Binary bytes(Row row) {
        if (meaning != null) {
            return Binary.fromConstantByteArray(cast.toUtf8(row, column, utf8).toBytes());
        }
        byte[] bytes = cast.toBytes(row, column);
        if (type.getTypeLength() > 0 && bytes.length != type.getTypeLength()) {
            throw new RowFailure(column, "has " + bytes.length + " bytes in place of " + type.getTypeLength());
        }
        return Binary.fromConstantByteArray(bytes);
    }

    private long within(long value, int width) {
        int bitWidth = meaning instanceof IntLogicalTypeAnnotation whole ? whole.getBitWidth() : width;
        if (value << 64 - bitWidth >> 64 - bitWidth != value) {
            throw new RowFailure(column, "does not fit into " + bitWidth + " bits");
        }
        return value;
    }

    private long units(Row row, TimestampLogicalTypeAnnotation timestamp) {
        Instant instant = cast.toTimestamp(row, column);
        long second = timestamp.isAdjustedToUTC()
                ? instant.getEpochSecond()
                : LocalDateTime.ofInstant(instant, zones.local()).toEpochSecond(ZoneOffset.UTC);
        int unit = unit(timestamp);
        int perSecond = 1_000_000_000 / unit;
        if (instant.getNano() % unit != 0) {
            throw new RowFailure(column, "has a finer fraction of a second than the Parquet column");
        }
        try {
            return Math.addExact(Math.multiplyExact(second, (long) perSecond), instant.getNano() / unit);
        } catch (ArithmeticException e) {
            throw new RowFailure(column, "is outside the years that a Parquet timestamp in nanoseconds can hold");
        }
    }

    /** The nanoseconds of the day, and the day by Julius Scaliger's count. */
    private Binary int96(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, zones.int96());
        byte[] bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(time.toLocalTime().toNanoOfDay())
                .putInt((int) (time.toLocalDate().toEpochDay() + ParquetValue.JULIAN_EPOCH_DAY))
                .array();
        return Binary.fromConstantByteArray(bytes);
    }

    /** How many nanoseconds its unit has. */
    static int unit(TimestampLogicalTypeAnnotation timestamp) {
        return switch (timestamp.getUnit()) {
            case MILLIS -> 1_000_000;
            case MICROS -> 1000;
            case NANOS -> 1;
        };
    }

    private void takeDecimal(BigDecimal value, DecimalLogicalTypeAnnotation decimal) {
        BigInteger unscaled;
        try {
            BigDecimal scaled = value.precision() - (long) value.scale() > 400
                    ? value
                    : value.setScale(decimal.getScale(), RoundingMode.UNNECESSARY);
            if (scaled.precision() > decimal.getPrecision()) {
                throw new ArithmeticException();
            }
            unscaled = scaled.unscaledValue();
        } catch (ArithmeticException e) {
            throw new RowFailure(
                    column, "does not fit into decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")");
        }
        switch (type.getPrimitiveTypeName()) {
            case INT32, INT64 -> bits = unscaled.longValueExact();
            case FIXED_LEN_BYTE_ARRAY ->
                binary = Binary.fromConstantByteArray(DecimalBytes.of(unscaled, type.getTypeLength()));
            default -> binary = Binary.fromConstantByteArray(unscaled.toByteArray());
        }
    }
}
