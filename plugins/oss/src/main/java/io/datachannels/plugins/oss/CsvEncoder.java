package io.datachannels.plugins.oss;

import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.DatePattern;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    private final ByteBuilder out;
    private final Cast cast;
    private final DateText timestamps;
    private final DateText dates;
    private final boolean base64;
    private final String nullFormat;
    private final Recoder recoder;
    private final byte[] nullUtf8;
    private final byte[] nullBytes;
    private final byte[] delimiter;
    private final byte[] lineEnd;
    private final ByteSet special;
    private final Utf8 utf8 = new Utf8();
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
        this.nullUtf8 = nullFormat.getBytes(StandardCharsets.UTF_8);
        this.nullBytes = encode(nullFormat);
        this.delimiter = encode(config.fieldDelimiter());
        this.lineEnd = encode(config.lineDelimiter());
        this.bare = config.format() == FileFormat.TEXT;
        String specials = "\r\n" + config.fieldDelimiter() + config.lineDelimiter();
        this.special = new ByteSet((bare ? specials : specials + '"').getBytes(StandardCharsets.UTF_8));
        this.plainNumbers = isPlain(NUMERIC);
        this.plainBools = isPlain(LOGICAL);
        this.fieldDelimiter = config.fieldDelimiter();
        this.lineDelimiter = config.lineDelimiter();
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
            case TEXT, JSON, DECIMAL -> text(cast.toUtf8(row, column, utf8), alone, column);
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
        int end = out.size();
        if (special.isIn(out.array(), start, end) || isNull(out.array(), start, end)) {
            utf8.take(Arrays.copyOfRange(out.array(), start, end), 0, end - start);
            out.truncate(start);
            text(utf8, false, column);
        }
    }

    private void text(String text, boolean alone, int column) {
        text(utf8.take(text, column), alone, column);
    }

    private void text(Utf8 text, boolean alone, int column) {
        byte[] bytes = text.array();
        int from = text.from();
        int to = text.to();
        if (!special.isIn(bytes, from, to) && !isMisread(bytes, from, to, alone)) {
            out.put(bytes, from, to - from);
        } else if (bare) {
            bare(text, column);
        } else {
            out.put('"');
            for (int i = from; i < to; i++) {
                if (bytes[i] == '"') {
                    out.put(bytes, from, i - from).put('"');
                    from = i;
                }
            }
            out.put(bytes, from, to - from).put('"');
        }
    }

    /** A cell that has a character of a delimiter in it, or is misread. */
    private void bare(Utf8 utf8, int column) {
        String text = utf8.toString();
        if (text.equals(nullFormat) && !text.isEmpty() || text.isEmpty() && nullFormat.isEmpty()) {
            throw new RowFailure(column, "reads as null, and fileFormat text has no quotes to tell it apart");
        }
        boolean delimits = (text + fieldDelimiter).indexOf(fieldDelimiter) < text.length();
        if (delimits || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.contains(lineDelimiter)) {
            throw new RowFailure(
                    column, "has a delimiter in it, and fileFormat text has no quotes to keep it together");
        }
        if (column == 0 && beginsWithMark(utf8.array(), utf8.from(), utf8.to())) {
            throw new RowFailure(column, "begins with a byte order mark, and fileFormat text has no quotes to keep it");
        }
        out.put(utf8.array(), utf8.from(), utf8.length());
    }

    /** Whether without quotes it reads as something else, though no special character is in it. */
    private boolean isMisread(byte[] bytes, int from, int to, boolean alone) {
        return from == to && alone && !bare || isNull(bytes, from, to) || beginsWithMark(bytes, from, to);
    }

    private boolean isNull(byte[] bytes, int from, int to) {
        return to - from == nullUtf8.length && Arrays.equals(bytes, from, to, nullUtf8, 0, nullUtf8.length);
    }

    private static boolean beginsWithMark(byte[] bytes, int from, int to) {
        int length = BYTE_ORDER_MARK.length;
        return from < to
                && bytes[from] == BYTE_ORDER_MARK[0]
                && to - from >= length
                && Arrays.equals(bytes, from, from + length, BYTE_ORDER_MARK, 0, length);
    }

    /** Whether text of these characters alone can neither need quotes nor be null. */
    private boolean isPlain(String characters) {
        boolean plain = nullFormat.isEmpty() || !nullFormat.chars().allMatch(c -> characters.indexOf(c) >= 0);
        for (char c : characters.toCharArray()) {
            plain &= !special.has((byte) c);
        }
        return plain;
    }

    private byte[] encode(String text) {
        return recoder == null ? text.getBytes(StandardCharsets.UTF_8) : recoder.encode(text);
    }
}
