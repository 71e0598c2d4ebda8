package io.datachannels.emulators.maxcompute.types;

import java.util.Locale;
import java.util.Optional;

/** The service's data types, by how a value crosses the wire. */
public enum TypeName {
    TINYINT(Wire.VARINT),
    SMALLINT(Wire.VARINT),
    INT(Wire.VARINT),
    BIGINT(Wire.VARINT),
    BOOLEAN(Wire.VARINT),
    FLOAT(Wire.FIXED32),
    DOUBLE(Wire.FIXED64),
    DECIMAL(Wire.DELIMITED),
    STRING(Wire.DELIMITED),
    CHAR(Wire.DELIMITED),
    VARCHAR(Wire.DELIMITED),
    BINARY(Wire.DELIMITED),
    JSON(Wire.DELIMITED),
    DATE(Wire.VARINT),
    DATETIME(Wire.VARINT),
    TIMESTAMP(Wire.DELIMITED),
    TIMESTAMP_NTZ(Wire.DELIMITED),
    INTERVAL_DAY_TIME(Wire.DELIMITED),
    INTERVAL_YEAR_MONTH(Wire.VARINT),
    ARRAY(Wire.DELIMITED),
    MAP(Wire.DELIMITED),
    STRUCT(Wire.DELIMITED);

    /** The protobuf wire type in a column's tag. */
    public enum Wire {
        VARINT(0),
        FIXED64(1),
        DELIMITED(2),
        FIXED32(5);

        private final int code;

        Wire(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    private final Wire wire;

    TypeName(Wire wire) {
        this.wire = wire;
    }

    public Wire wire() {
        return wire;
    }

    static Optional<TypeName> of(String text) {
        for (TypeName name : values()) {
            if (name.name().equals(text.toUpperCase(Locale.ROOT))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
