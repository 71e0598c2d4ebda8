package io.datachannels.plugins.oss;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns bytes of another charset into UTF-8. What is no character there becomes a byte that is none in UTF-8, so that its row fails. */
final class Transcoder implements ByteSource {
    private static final byte NO_CHARACTER = (byte) 0xFF;
    private static final int CAPACITY = 32 * 1024;

    private final ByteSource source;
    private final CharsetDecoder decoder;
    private final ByteBuffer in = ByteBuffer.allocate(CAPACITY).flip();
    private final CharBuffer chars = CharBuffer.allocate(CAPACITY);
    private byte[] ready = new byte[0];
    private int readyFrom;
    private boolean ended;
    private boolean flushed;

    Transcoder(ByteSource source, Charset charset) {
        this.source = source;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(byte[] target, int from, int length) {
        while (readyFrom == ready.length) {
            if (flushed) {
                return -1;
            }
            decode();
        }
        int count = Math.min(length, ready.length - readyFrom);
        System.arraycopy(ready, readyFrom, target, from, count);
        readyFrom += count;
        return count;
    }

    private void decode() {
        CoderResult result = ended && !in.hasRemaining() ? CoderResult.UNDERFLOW : decoder.decode(in, chars, ended);
        boolean bad = result.isError();
        if (bad) {
            in.position(in.position() + result.length());
        } else if (result.isUnderflow()) {
            if (ended) {
                decoder.decode(in, chars, true);
                flushed = decoder.flush(chars).isUnderflow();
            } else {
                fill();
            }
        }
        chars.flip();
        byte[] utf8 = chars.toString().getBytes(StandardCharsets.UTF_8);
        chars.clear();
        ready = bad ? Arrays.copyOf(utf8, utf8.length + 1) : utf8;
        if (bad) {
            ready[utf8.length] = NO_CHARACTER;
        }
        readyFrom = 0;
    }

    private void fill() {
        in.compact();
        int count = source.read(in.array(), in.position(), in.remaining());
        if (count < 0) {
            ended = true;
        } else {
            in.position(in.position() + count);
        }
        in.flip();
    }
}
