package io.datachannels.plugins.odps;

import com.aliyun.odps.OdpsType;
import com.aliyun.odps.data.IntervalDayTime;
import com.aliyun.odps.data.IntervalYearMonth;
import com.aliyun.odps.type.TypeInfo;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.RowFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Reads the values of a column: from the tunnel into a slot, and from there into a batch. */
final class CellDecoder {
    private final TypeInfo type;
    private final OdpsType kind;
    private final ColumnType cell;
    private final ZoneId zone;

    /**
     * @param zone of times without one
     * @throws IllegalArgumentException for a type that cannot be read
     */
    CellDecoder(TypeInfo type, ZoneId zone) {
        this.type = type;
        this.kind = type.getOdpsType();
        this.cell = cell(kind);
        this.zone = zone;
    }

    ColumnType cell() {
        return cell;
    }

    void read(RowInput in, Slot slot) throws IOException {
        slot.present = true;
        switch (kind) {
            case TINYINT, SMALLINT, INT, BIGINT, DATE, DATETIME, INTERVAL_YEAR_MONTH -> slot.bits = in.readLong();
            case BOOLEAN -> slot.bits = in.readBool() ? 1 : 0;
            case FLOAT -> slot.bits = Double.doubleToRawLongBits(in.readFloat());
            case DOUBLE -> slot.bits = Double.doubleToRawLongBits(in.readDouble());
            case TIMESTAMP, TIMESTAMP_NTZ, INTERVAL_DAY_TIME -> {
                slot.bits = in.readLong();
                slot.nanos = in.readInt();
            }
            case BINARY -> slot.object = in.readBytes();
            case ARRAY, MAP, STRUCT -> slot.object = new JsonDecoder(in, zone).read(type);
            case STRING, CHAR, VARCHAR -> in.readBytes(slot.text);
            default -> slot.object = in.readText();
        }
    }

    /** @throws RowFailure if the value cannot be a cell */
    void add(Slot slot, BatchBuilder batch) {
        if (!slot.present) {
            batch.addNull();
            return;
        }
        switch (kind) {
            case TINYINT, SMALLINT, INT, BIGINT -> batch.addLong(slot.bits);
            case BOOLEAN -> batch.addBool(slot.bits != 0);
            case FLOAT, DOUBLE -> batch.addDouble(Double.longBitsToDouble(slot.bits));
            case DATE -> batch.addDate(slot.bits);
            case DATETIME ->
                batch.addTimestamp(Math.floorDiv(slot.bits, 1000L), (int) Math.floorMod(slot.bits, 1000L) * 1_000_000);
            case TIMESTAMP -> batch.addTimestamp(slot.bits, slot.nanos);
            case TIMESTAMP_NTZ -> batch.addTimestamp(zoned(slot, batch), slot.nanos);
            case INTERVAL_DAY_TIME -> batch.addText(new IntervalDayTime(slot.bits, slot.nanos).toString());
            case INTERVAL_YEAR_MONTH -> batch.addText(new IntervalYearMonth((int) slot.bits).toString());
            case BINARY -> batch.addBytes((byte[]) slot.object);
            case DECIMAL -> batch.addDecimal(decimal(text(slot, batch), batch));
            case JSON, ARRAY, MAP, STRUCT -> batch.addJson(text(slot, batch));
            default -> batch.addUtf8(slot.text.array(), slot.text.from(), slot.text.to());
        }
    }

    private static ColumnType cell(OdpsType kind) {
        return switch (kind) {
            case TINYINT, SMALLINT, INT, BIGINT -> ColumnType.LONG;
            case BOOLEAN -> ColumnType.BOOL;
            case FLOAT, DOUBLE -> ColumnType.DOUBLE;
            case DECIMAL -> ColumnType.DECIMAL;
            case DATE -> ColumnType.DATE;
            case DATETIME, TIMESTAMP, TIMESTAMP_NTZ -> ColumnType.TIMESTAMP;
            case STRING, CHAR, VARCHAR, INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> ColumnType.TEXT;
            case BINARY -> ColumnType.BYTES;
            case JSON, ARRAY, MAP, STRUCT -> ColumnType.JSON;
            default -> throw new IllegalArgumentException("the type " + kind + " cannot be read");
        };
    }

    private static String text(Slot slot, BatchBuilder batch) {
        if (slot.object == null) {
            throw new RowFailure(batch.column(), "holds bytes that are no UTF-8");
        }
        return (String) slot.object;
    }

    private static BigDecimal decimal(String text, BatchBuilder batch) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new RowFailure(batch.column(), "is no number: " + text);
        }
    }

    /** The second of a time in the job's zone, which has none when clocks are put forward over it. */
    private long zoned(Slot slot, BatchBuilder batch) {
        LocalDateTime time;
        try {
            time = LocalDateTime.ofEpochSecond(slot.bits, slot.nanos, ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new RowFailure(batch.column(), "the timestamp is outside the years 0 to 9999");
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.isEmpty()) {
            throw new RowFailure(batch.column(), "the time " + time + " does not exist in the zone " + zone);
        }
        return time.toEpochSecond(offsets.get(0));
    }
}
