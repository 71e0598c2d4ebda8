package io.datachannels.plugins.oss;

import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Hands on a primitive field's values. */
final class ParquetPrimitive extends PrimitiveConverter {
    private final ParquetValue meaning;
    private final Consumer<Object> to;

    ParquetPrimitive(ParquetValue meaning, Consumer<Object> to) {
        this.meaning = meaning;
        this.to = to;
    }

    @Override
    public void addBinary(Binary value) {
        to.accept(meaning.of(value));
    }

    @Override
    public void addBoolean(boolean value) {
        to.accept(value);
    }

    @Override
    public void addDouble(double value) {
        to.accept(value);
    }

    @Override
    public void addFloat(float value) {
        to.accept((double) value);
    }

    @Override
    public void addInt(int value) {
        to.accept(meaning.of(value));
    }

    @Override
    public void addLong(long value) {
        to.accept(meaning.of(value));
    }
}
