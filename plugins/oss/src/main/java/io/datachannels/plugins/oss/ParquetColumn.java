package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.ColumnType;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A flat column of a row group, row by row; numbers go into the batch without an object for each. For one thread. */
final class ParquetColumn {
    private final ColumnReader cells;
    private final PrimitiveTypeName physical;
    private final ParquetValue meaning;
    private final ColumnType type;
    private final int mostLevel;

    ParquetColumn(ColumnDescriptor column, ColumnReadStore group, ParquetZones zones) {
        PrimitiveType primitive = column.getPrimitiveType();
        this.cells = group.getColumnReader(column);
        this.physical = primitive.getPrimitiveTypeName();
        this.meaning = new ParquetValue(primitive, zones);
        this.type = meaning.cellType();
        this.mostLevel = column.getMaxDefinitionLevel();
    }

    /**
     * Adds the row's cell in the column's own type.
     *
     * @throws RowFailure if it has none
     */
    void add(BatchBuilder batch) {
        if (cells.getCurrentDefinitionLevel() < mostLevel) {
            batch.addNull();
        } else if (physical == PrimitiveTypeName.DOUBLE) {
            batch.addDouble(cells.getDouble());
        } else if (physical == PrimitiveTypeName.BOOLEAN) {
            batch.addBool(cells.getBoolean());
        } else if (physical == PrimitiveTypeName.INT64 && meaning.isSigned()) {
            batch.addLong(cells.getLong());
        } else if (meaning.isText()) {
            // On the heap: so ParquetCodecs and ParquetPages hand out what they read.
            ByteBuffer bytes = cells.getBinary().toByteBuffer();
            int from = bytes.arrayOffset() + bytes.position();
            batch.addUtf8(bytes.array(), from, from + bytes.remaining());
        } else {
            ParquetReader.add(value(), type, batch);
        }
    }

    /** The row's value, or null. */
    Object value() {
        if (cells.getCurrentDefinitionLevel() < mostLevel) {
            return null;
        }
        return switch (physical) {
            case BOOLEAN -> cells.getBoolean();
            case DOUBLE -> cells.getDouble();
            case FLOAT -> (double) cells.getFloat();
            case INT32 -> meaning.of(cells.getInteger());
            case INT64 -> meaning.of(cells.getLong());
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> meaning.of(cells.getBinary());
        };
    }

    /** Goes to the next row. */
    void next() {
        cells.consume();
    }
}
