package io.datachannels.plugins.oss;

import io.datachannels.spi.JobFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** An object's bytes as they are, after a look at the first of them: what begins as files do that are no text would be all dirty rows. */
final class PlainBytes implements ByteSource {
    /** What such files begin with, and what to do about them. */
    private static final Map<String, String> BEGINNINGS = Map.of(
            "\u001F\u008B", "Set compress to gzip.",
            "\u0028\u00B5\u002F\u00FD", "Set compress to zstd.",
            "BZh91AY&SY", "Set compress to bzip2.",
            "PK\u0003\u0004", "Set compress to zip; what a spreadsheet program writes must be saved as csv first.",
            "PAR1", "Set fileFormat to parquet.");

    private final String object;
    private final ByteSource source;
    private boolean begun;

    PlainBytes(String object, ByteSource source) {
        this.object = object;
        this.source = source;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        int count = source.read(target, from, length);
        if (!begun && count > 0) {
            begun = true;
            check(Arrays.copyOfRange(target, from, from + Math.min(count, 10)));
        }
        return count;
    }

    private void check(byte[] first) {
        String text = new String(first, StandardCharsets.ISO_8859_1);
        BEGINNINGS.forEach((beginning, action) -> {
            if (text.startsWith(beginning)) {
                throw new JobFailure(object + " is no text, by the bytes that it begins with", action);
            }
        });
    }
}
