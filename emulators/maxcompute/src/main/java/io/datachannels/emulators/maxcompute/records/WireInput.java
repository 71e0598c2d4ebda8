package io.datachannels.emulators.maxcompute.records;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Numbers and bytes as protobuf writes them. */
final class WireInput {
    private final InputStream in;

    WireInput(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /** The next tag, or -1 at the end of the stream. */
    int tag() throws IOException {
        int first = in.read();
        return first < 0 ? -1 : (int) rest(first);
    }

    long varint() throws IOException {
        return rest(octet());
    }

    /** Zig-zag. */
    long signed() throws IOException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    int fixed32() throws IOException {
        return octet() | octet() << 8 | octet() << 16 | octet() << 24;
    }

    long fixed64() throws IOException {
        return (fixed32() & 0xFFFF_FFFFL) | (long) fixed32() << 32;
    }

    /** A length and that many bytes. */
    byte[] bytes(int longest) throws IOException {
        long length = varint();
        if (length < 0 || length > longest) {
            throw new MalformedStreamException("a value of " + length + " bytes; at most " + longest + " are allowed");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("the stream ends inside a value");
        }
        return bytes;
    }

    private long rest(int first) throws IOException {
        long value = first & 0x7F;
        int shift = 7;
        for (int next = first; next >= 0x80; shift += 7) {
            if (shift > 63) {
                throw new MalformedStreamException("a number of more than 64 bits");
            }
            next = octet();
            value |= (long) (next & 0x7F) << shift;
        }
        return value;
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the stream ends inside a record");
        }
        return octet;
    }
}
