package io.datachannels.engine.transform;

import io.datachannels.engine.config.Settings;
import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Row;
import io.datachannels.spi.Schema;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * {@code dx_digest}: the digest of a text's UTF-8 bytes, or of bytes, in hexadecimal digits. Null counts as an empty text, as in DataX;
 * unlike there, both words count in any case.
 */
@IgnoredKey(name = "context", because = "it is for transformers of one's own")
record DigestConfig(
        @Inline Target target,

        @Optional @Doc("[\"md5\" or \"sha1\", \"toUpperCase\" or \"toLowerCase\"]: the digest and how it is written.")
        List<String> paras)
        implements TransformerConfig {
    @Override
    public void validate(Problems problems) {
        target.validate(problems);
        String form = "[\"md5\" or \"sha1\", \"toUpperCase\" or \"toLowerCase\"]";
        if (Paras.validateCount(paras, 2, form, problems)) {
            problems.check(algorithm() != null, "paras[0]", "must be md5 or sha1");
            boolean writing = isUpper() || word(1).equals("tolowercase");
            problems.check(writing, "paras[1]", "must be toUpperCase or toLowerCase");
        }
    }

    @Override
    public Step open(Schema schema, Settings settings) throws Misfit {
        Cast cast = settings.cast();
        MessageDigest digest = digest();
        HexFormat writing = isUpper() ? HexFormat.of().withUpperCase() : HexFormat.of();
        return new Step.Change(
                target.in(schema),
                ColumnType.TEXT,
                (row, at, to) -> to.addText(writing.formatHex(digest.digest(bytes(row, at, cast)))));
    }

    private static byte[] bytes(Row row, int column, Cast cast) {
        if (row.isNull(column)) {
            return new byte[0];
        }
        return row.typeAt(column) == ColumnType.BYTES
                ? row.bytesAt(column)
                : cast.toText(row, column).getBytes(StandardCharsets.UTF_8);
    }

    private MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5 and SHA-1", e);
        }
    }

    private String algorithm() {
        return switch (word(0)) {
            case "md5" -> "MD5";
            case "sha1" -> "SHA-1";
            default -> null;
        };
    }

    private boolean isUpper() {
        return word(1).equals("touppercase");
    }

    private String word(int index) {
        return paras.get(index).strip().toLowerCase(Locale.ROOT);
    }
}
