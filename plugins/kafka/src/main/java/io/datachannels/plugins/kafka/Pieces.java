package io.datachannels.plugins.kafka;

import io.datachannels.spi.RowFailure;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value that is text with delimiters between its pieces. For one thread. */
final class Pieces {
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|t)");

    private final String delimiter;
    private final Charset charset;
    private final List<String> pieces = new ArrayList<>();
    private boolean isNull;

    Pieces(String delimiter, Charset charset) {
        this.delimiter = ESCAPED.matcher(delimiter).replaceAll(Pieces::unescaped);
        this.charset = charset;
    }

    /** @throws RowFailure if it is no text of the charset */
    void read(byte[] value) {
        pieces.clear();
        isNull = value == null;
        if (isNull) {
            return;
        }
        String text = Charsets.text(value, charset, -1);
        int begin = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, begin)) {
            pieces.add(text.substring(begin, end));
            begin = end + delimiter.length();
        }
        pieces.add(text.substring(begin));
    }

    /**
     * A piece of the last value read, put into the field; null if the value is.
     *
     * @throws RowFailure if the value has fewer
     */
    Field field(int index, int column, Field field) {
        field.clear();
        if (isNull) {
            return field;
        }
        if (index >= pieces.size()) {
            String count = pieces.size() + (pieces.size() == 1 ? " piece" : " pieces");
            throw new RowFailure(column, "the value has " + count + ", so there is none of number " + index);
        }
        field.setText(pieces.get(index));
        return field;
    }

    private static String unescaped(MatchResult found) {
        String code = found.group(1);
        String character = code == null ? "\t" : String.valueOf((char) Integer.parseInt(code, 16));
        return Matcher.quoteReplacement(character);
    }
}
