package io.datachannels.emulators.maxcompute.records;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Numbers and bytes as protobuf writes them. */
final class WireOutput {
    private final OutputStream out;

    WireOutput(OutputStream out) {
        this.out = new BufferedOutputStream(out, 64 * 1024);
    }

    void tag(int field, int wireType) throws IOException {
        varint((long) field << 3 | wireType);
    }

    void varint(long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Zig-zag. */
    void signed(long value) throws IOException {
        varint(value << 1 ^ value >> 63);
    }

    void fixed32(int value) throws IOException {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(value >>> shift);
        }
    }

    void fixed64(long value) throws IOException {
        fixed32((int) value);
        fixed32((int) (value >>> 32));
    }

    void bytes(byte[] bytes) throws IOException {
        varint(bytes.length);
        out.write(bytes);
    }

    void close() throws IOException {
        out.close();
    }
}
