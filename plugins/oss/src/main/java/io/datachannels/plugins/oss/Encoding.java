package io.datachannels.plugins.oss;

import io.datachannels.spi.config.Problems;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** The {@code encoding} key of both plug-ins. */
final class Encoding {
    private Encoding() {}

    /** The charset of that name; UTF-8 for a blank name, as in DataX; null if there is none. */
    static Charset of(String name) {
        if (name.isBlank()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name.trim());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    static void validate(String name, boolean forWriting, Problems problems) {
        Charset charset = of(name);
        problems.check(charset != null, "encoding", "must be a charset such as UTF-8, GBK or ISO-8859-1");
        problems.check(
                charset == null || !forWriting || charset.canEncode(),
                "encoding",
                "is a charset that can only be read");
    }
}
