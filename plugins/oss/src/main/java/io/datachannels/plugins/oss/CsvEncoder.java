package io.datachannels.plugins.oss;

import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.DatePattern;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Writes rows as CSV per RFC 4180 into bytes. Values stay as they are; a cell stands in quotes if it has a delimiter, a quote or a line
 * end in it, or would read as null or as a blank line. As text nothing is quoted, and such cells are refused. For one thread.
 */
final class CsvEncoder {
    /** All that numbers are made of. */
    private static final String NUMERIC = "0123456789-.ENaInfity";

    private static final String LOGICAL = "truefals";
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private static final boolean[] NOTHING = new boolean[128];
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ByteBuilder out;
    private final Cast cast;
    private final DateText timestamps;
    private final DateText dates;
    private final boolean base64;
    private final String nullFormat;
    private final Recoder recoder;
    private final byte[] nullBytes;
    private final byte[] delimiter;
    private final byte[] lineEnd;
    private final boolean[] special = new boolean[128];
    private final boolean[] quote = new boolean[128];
    private final String wideSpecial;
    private final boolean plainNumbers;
    private final boolean plainBools;
    /** Of a text format: cells never stand in quotes, and one that would have to is refused. */
    private final boolean bare;

    private final String fieldDelimiter;
    private final String lineDelimiter;

    CsvEncoder(OssWriterConfig config, JobContext job, ByteBuilder out) {
        this.out = out;
        this.cast = job.cast();
        boolean own = config.dateFormat() != null && !config.dateFormat().isBlank();
        DatePattern pattern = own ? new DatePattern(config.dateFormat(), job.zone()) : null;
        this.timestamps = new DateText(
                own ? pattern : cast.timestampPattern(),
                job.zone(),
                !own && cast.timestampPattern().endsInSeconds());
        this.dates = new DateText(own ? pattern : cast.datePattern(), job.zone(), false);
        this.base64 = config.base64();
        this.nullFormat = config.nullFormat();
        Charset charset = config.charset();
        this.recoder = charset.equals(StandardCharsets.UTF_8) ? null : new Recoder(charset);
        this.nullBytes = encode(config.nullFormat());
        this.delimiter = encode(config.fieldDelimiter());
        this.lineEnd = encode(config.lineDelimiter());
        StringBuilder wide = new StringBuilder();
        for (char c : ("\"\r\n" + config.fieldDelimiter() + config.lineDelimiter()).toCharArray()) {
            if (c < 128) {
                special[c] = true;
            } else {
                wide.append(c);
            }
        }
        quote['"'] = true;
        this.wideSpecial = wide.toString();
        this.plainNumbers = isPlain(NUMERIC);
        this.plainBools = isPlain(LOGICAL);
        this.bare = config.format() == FileFormat.TEXT;
        this.fieldDelimiter = config.fieldDelimiter();
        this.lineDelimiter = config.lineDelimiter();
        if (bare) {
            special['"'] = false;
        }
    }

    /** What the object begins with: a byte order mark if the charset has one, and the header. */
    void begin(List<String> header) {
        if (recoder != null) {
            out.put(recoder.byteOrderMark());
        }
        if (header.isEmpty()) {
            return;
        }
        for (int i = 0; i < header.size(); i++) {
            int start = next(i);
            text(header.get(i), header.size() == 1, i);
            end(start, i);
        }
        out.put(lineEnd);
    }

    /**
     * Adds a row.
     *
     * @throws RowFailure if the row cannot be written; what was added of it must be dropped
     */
    void row(Row row) {
        int columns = row.columns();
        for (int i = 0; i < columns; i++) {
            int start = next(i);
            ColumnType type = row.typeAt(i);
            if (type == null) {
                out.put(nullBytes);
            } else {
                cell(row, i, type, columns == 1);
                end(start, i);
            }
        }
        out.put(lineEnd);
    }

    private void cell(Row row, int column, ColumnType type, boolean alone) {
        switch (type) {
            case TEXT -> text(row.textAt(column), alone, column);
            case JSON -> text(row.jsonAt(column), alone, column);
            case LONG -> {
                int start = out.size();
                out.putLong(row.longAt(column));
                quoteIfNeeded(start, plainNumbers, column);
            }
            case DOUBLE -> {
                int start = out.size();
                out.putDouble(row.doubleAt(column));
                quoteIfNeeded(start, plainNumbers, column);
            }
            case BOOL -> {
                int start = out.size();
                out.put(row.boolAt(column) ? TRUE : FALSE);
                quoteIfNeeded(start, plainBools, column);
            }
            case DATE -> {
                int start = out.size();
                dates.putDate(out, row.epochDayAt(column));
                quoteIfNeeded(start, false, column);
            }
            case TIMESTAMP -> {
                int start = out.size();
                timestamps.putTimestamp(out, row.epochSecondAt(column), row.nanosAt(column));
                quoteIfNeeded(start, false, column);
            }
            case BYTES -> text(bytes(row, column), alone, column);
            case DECIMAL -> text(cast.toText(row, column), alone, column);
        }
    }

    private String bytes(Row row, int column) {
        return base64 ? Base64.getEncoder().encodeToString(row.bytesAt(column)) : cast.toText(row, column);
    }

    private int next(int column) {
        if (column > 0) {
            out.put(delimiter);
        }
        return out.size();
    }

    private void end(int start, int column) {
        if (recoder != null) {
            recoder.recode(out, start, column);
        }
    }

    /** What was written straight as UTF-8 since {@code start} is written again as text, unless it can never need quotes. */
    private void quoteIfNeeded(int start, boolean plain, int column) {
        if (plain) {
            return;
        }
        byte[] bytes = out.array();
        for (int i = start; i < out.size(); i++) {
            if (bytes[i] < 0 || special[bytes[i]]) {
                rewrite(start, column);
                return;
            }
        }
        if (out.size() - start == nullFormat.length()) {
            rewrite(start, column);
        }
    }

    private void rewrite(int start, int column) {
        String text = new String(out.array(), start, out.size() - start, StandardCharsets.UTF_8);
        out.truncate(start);
        text(text, false, column);
    }

    private void text(String text, boolean alone, int column) {
        int start = out.size();
        if (!mustQuote(text, alone) && out.putText(text, 0, special, column) == text.length()) {
            return;
        }
        out.truncate(start);
        if (bare) {
            bare(text, column);
            return;
        }
        out.put('"');
        int i = out.putText(text, 0, quote, column);
        while (i < text.length()) {
            out.put('"').put('"');
            i = out.putText(text, i + 1, quote, column);
        }
        out.put('"');
    }

    /** A cell that has a character of a delimiter in it, or reads as null. */
    private void bare(String text, int column) {
        if (text.equals(nullFormat) && !text.isEmpty() || text.isEmpty() && nullFormat.isEmpty()) {
            throw new RowFailure(column, "reads as null, and fileFormat text has no quotes to tell it apart");
        }
        boolean delimits = (text + fieldDelimiter).indexOf(fieldDelimiter) < text.length();
        if (delimits || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.contains(lineDelimiter)) {
            throw new RowFailure(
                    column, "has a delimiter in it, and fileFormat text has no quotes to keep it together");
        }
        if (column == 0 && text.charAt(0) == BYTE_ORDER_MARK) {
            throw new RowFailure(column, "begins with a byte order mark, and fileFormat text has no quotes to keep it");
        }
        out.putText(text, 0, NOTHING, column);
    }

    /** Whether it needs quotes for another reason than the ASCII characters in it. */
    private boolean mustQuote(String text, boolean alone) {
        if (text.isEmpty()) {
            return alone && !bare || nullFormat.isEmpty();
        }
        if (text.charAt(0) == BYTE_ORDER_MARK || text.equals(nullFormat)) {
            return true;
        }
        for (int i = 0; i < wideSpecial.length(); i++) {
            if (text.indexOf(wideSpecial.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether text of these characters alone can neither need quotes nor be null. */
    private boolean isPlain(String characters) {
        boolean plain = nullFormat.isEmpty() || !nullFormat.chars().allMatch(c -> characters.indexOf(c) >= 0);
        for (char c : characters.toCharArray()) {
            plain &= !special[c];
        }
        return plain;
    }

    private byte[] encode(String text) {
        return recoder == null ? text.getBytes(StandardCharsets.UTF_8) : recoder.encode(text);
    }
}
