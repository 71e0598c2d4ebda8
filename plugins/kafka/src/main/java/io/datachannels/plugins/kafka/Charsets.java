package io.datachannels.plugins.kafka;

import io.datachannels.spi.RowFailure;
import io.datachannels.spi.config.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/** The {@code encoding} keys, and texts in them. */
final class Charsets {
    private static final char REPLACEMENT = '\uFFFD';

    private Charsets() {}

    /** The charset of that name, or null. */
    static Charset of(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    static void validate(String name, String key, Problems problems) {
        problems.check(of(name) != null, key, "must be a charset such as UTF-8, GBK or ISO-8859-1");
    }

    /** @throws RowFailure if the bytes are no text of the charset */
    static String text(byte[] bytes, Charset charset, int column) {
        String text = new String(bytes, charset);
        // The quick way puts this character in place of what it cannot read; whether it did is looked at when there is
        // one.
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                throw new RowFailure(column, "is not text in " + charset);
            }
        }
        return text;
    }

    /** @throws RowFailure if the charset has no such characters */
    static byte[] bytes(String text, Charset charset, int column) {
        try {
            ByteBuffer buffer = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new RowFailure(column, "cannot be written in " + charset);
        }
    }
}
