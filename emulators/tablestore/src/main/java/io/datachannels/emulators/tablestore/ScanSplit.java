package io.datachannels.emulators.tablestore;

import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A share of a time series table's rows: a range of the series' hashes.
 *
 * @param first hash of the range
 * @param last hash of the range, inclusive
 * @param measurement the only one wanted; empty for all
 */
record ScanSplit(long first, long last, String measurement) {
    static final ScanSplit ALL = new ScanSplit(Long.MIN_VALUE, Long.MAX_VALUE, "");

    private static final int MAX_SPLITS = 256;
    private static final int HEAD = 16;

    /** The whole table in as many pieces as wanted, up to 256. */
    static List<ScanSplit> cut(int wanted, String measurement) {
        int count = Math.min(wanted, MAX_SPLITS);
        List<ScanSplit> splits = new ArrayList<>();
        long first = Long.MIN_VALUE;
        for (int i = 1; i <= count; i++) {
            long last = BigInteger.ONE
                    .shiftLeft(Long.SIZE)
                    .multiply(BigInteger.valueOf(i))
                    .divide(BigInteger.valueOf(count))
                    .add(BigInteger.valueOf(Long.MIN_VALUE))
                    .subtract(BigInteger.ONE)
                    .longValueExact();
            splits.add(new ScanSplit(first, last, measurement));
            first = last + 1;
        }
        return splits;
    }

    static ScanSplit parse(ByteString bytes) {
        if (bytes.size() < HEAD) {
            throw ServiceException.invalid("Invalid split info.");
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new ScanSplit(
                buffer.getLong(),
                buffer.getLong(),
                StandardCharsets.UTF_8.decode(buffer).toString());
    }

    ByteString toBytes() {
        byte[] name = measurement.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + name.length)
                .putLong(first)
                .putLong(last)
                .put(name);
        return ByteString.copyFrom(bytes.array());
    }

    /** The bytes before every key of the range. */
    byte[] from() {
        return KeyOrder.encode(Value.of(first));
    }

    /** The bytes behind every key of the range. */
    byte[] to() {
        return last == Long.MAX_VALUE ? KeyOrder.encode(Value.MAXIMUM) : KeyOrder.encode(Value.of(last + 1));
    }
}
