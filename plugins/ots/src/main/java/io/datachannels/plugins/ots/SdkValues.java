package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import io.datachannels.spi.BatchBuilder;

/** Adds values of the SDK to a batch, each as its own type. */
final class SdkValues {
    private SdkValues() {}

    static void add(PrimaryKeyValue value, BatchBuilder batch) {
        switch (value.getType()) {
            case INTEGER -> batch.addLong(value.asLong());
            case STRING -> batch.addText(value.asString());
            case BINARY -> batch.addBytes(value.asBinary());
            default -> throw new IllegalStateException("not a primary key type: " + value.getType());
        }
    }

    /** @param value may be null for no value */
    static void add(ColumnValue value, BatchBuilder batch) {
        if (value == null) {
            batch.addNull();
            return;
        }
        switch (value.getType()) {
            case INTEGER -> batch.addLong(value.asLong());
            case STRING -> batch.addText(value.asString());
            case DOUBLE -> batch.addDouble(value.asDouble());
            case BOOLEAN -> batch.addBool(value.asBoolean());
            case BINARY -> batch.addBytes(value.asBinary());
            default -> throw new IllegalStateException("not a column type: " + value.getType());
        }
    }
}
