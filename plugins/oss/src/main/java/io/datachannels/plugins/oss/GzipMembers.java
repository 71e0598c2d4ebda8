package io.datachannels.plugins.oss;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The members of a gzip one after the other, as if they were one. The JDK's stream takes a broken member behind the first for the end and
 * keeps quiet; here only noughts may follow the last one, which some programs fill up with.
 */
final class GzipMembers extends InputStream {
    private static final int CAPACITY = 64 * 1024;
    private static final int MAGIC = 0x1F8B;
    private static final int DEFLATE = 8;
    private static final int HAS_CHECK = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    /** Of the header, and then of what the member stands for. */
    private final CRC32 crc = new CRC32();

    private final byte[] buffer = new byte[CAPACITY];
    private int position;
    private int limit;
    private boolean inMember;

    /** @throws IOException if it does not begin with a member */
    GzipMembers(InputStream in) throws IOException {
        this.in = in;
        if (!has()) {
            throw new EOFException();
        }
        begin();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        while (inMember || next()) {
            int count = inflate(target, from, length);
            if (count > 0) {
                crc.update(target, from, count);
                return count;
            } else if (inflater.finished()) {
                end();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary");
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int from, int length) throws IOException {
        if (inflater.needsInput()) {
            if (!has()) {
                throw new EOFException();
            }
            inflater.setInput(buffer, position, limit - position);
            position = limit;
        }
        try {
            return inflater.inflate(target, from, length);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    /** Goes to the next member, if there is one. */
    private boolean next() throws IOException {
        while (has() && buffer[position] == 0) {
            position++;
        }
        if (!has()) {
            inflater.end();
            return false;
        }
        begin();
        return true;
    }

    private void begin() throws IOException {
        crc.reset();
        if ((take() << Byte.SIZE | take()) != MAGIC || take() != DEFLATE) {
            throw new ZipException("Not in GZIP format");
        }
        int flags = take();
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(take() | take() << Byte.SIZE);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        int check = (int) crc.getValue() & 0xFFFF;
        if ((flags & HAS_CHECK) != 0 && (take() | take() << Byte.SIZE) != check) {
            throw new ZipException("a member's header has another checksum");
        }
        inflater.reset();
        crc.reset();
        inMember = true;
    }

    private void end() throws IOException {
        position -= inflater.getRemaining();
        int check = (int) crc.getValue();
        if (takeInt() != check || takeInt() != (int) inflater.getBytesWritten()) {
            throw new ZipException("its checksum or length is another");
        }
        inMember = false;
    }

    private int takeInt() throws IOException {
        return take() | take() << 8 | take() << 16 | take() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            take();
        }
    }

    private void skipText() throws IOException {
        while (take() != 0) {
            continue;
        }
    }

    private int take() throws IOException {
        if (!has()) {
            throw new EOFException();
        }
        crc.update(buffer[position]);
        return buffer[position++] & 0xFF;
    }

    private boolean has() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer, 0, CAPACITY));
        }
        return position < limit;
    }
}
