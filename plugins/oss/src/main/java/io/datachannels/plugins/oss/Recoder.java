package io.datachannels.plugins.oss;

import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns cells that were written as UTF-8 into another charset, without a byte order mark in each. For one thread. */
final class Recoder {
    private final Charset charset;
    private final CharsetEncoder encoder;
    private final byte[] byteOrderMark;
    private final boolean asciiStays;

    Recoder(Charset charset) {
        this.charset = charset;
        this.encoder = charset.newEncoder();
        byte[] one = "a".getBytes(charset);
        int unit = "aa".getBytes(charset).length - one.length;
        this.byteOrderMark = Arrays.copyOf(one, one.length - unit);
        byte[] ascii = new byte[128];
        for (int i = 0; i < 128; i++) {
            ascii[i] = (byte) i;
        }
        this.asciiStays = Arrays.equals(new String(ascii, StandardCharsets.US_ASCII).getBytes(charset), ascii);
    }

    byte[] byteOrderMark() {
        return byteOrderMark;
    }

    /** Text that the job file gave. */
    byte[] encode(String text) {
        try {
            return bytes(text);
        } catch (CharacterCodingException e) {
            throw new JobFailure(
                    "\"" + text + "\" cannot be written in " + charset,
                    "Choose another encoding, or another delimiter or nullFormat.",
                    e);
        }
    }

    /**
     * Replaces the bytes from {@code start} on.
     *
     * @throws RowFailure if the charset lacks a character
     */
    void recode(ByteBuilder out, int start, int column) {
        if (asciiStays && isAscii(out, start)) {
            return;
        }
        String text = new String(out.array(), start, out.size() - start, StandardCharsets.UTF_8);
        try {
            byte[] bytes = bytes(text);
            out.truncate(start);
            out.put(bytes);
        } catch (CharacterCodingException e) {
            throw new RowFailure(column, "has a character that " + charset + " lacks");
        }
    }

    private byte[] bytes(String text) throws CharacterCodingException {
        if (text.isEmpty()) {
            return new byte[0];
        }
        ByteBuffer encoded = encoder.encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining() - byteOrderMark.length];
        encoded.get(encoded.position() + byteOrderMark.length, bytes);
        return bytes;
    }

    private static boolean isAscii(ByteBuilder out, int start) {
        byte[] bytes = out.array();
        for (int i = start; i < out.size(); i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
