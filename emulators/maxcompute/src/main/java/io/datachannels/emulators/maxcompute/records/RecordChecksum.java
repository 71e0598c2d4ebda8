package io.datachannels.emulators.maxcompute.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** CRC-32C over values as the protocol feeds them: numbers little-endian and at full width, whatever crosses the wire. */
final class RecordChecksum {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

    void add(boolean value) {
        crc.update(value ? 1 : 0);
    }

    void add(int value) {
        number.putInt(0, value);
        crc.update(number.array(), 0, 4);
    }

    void add(long value) {
        number.putLong(0, value);
        crc.update(number.array(), 0, 8);
    }

    void add(byte[] bytes) {
        crc.update(bytes);
    }

    int value() {
        return (int) crc.getValue();
    }

    /** The value, and begins anew. */
    int take() {
        int value = value();
        crc.reset();
        return value;
    }
}
