package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NumberText;
import io.datachannels.spi.RowFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes UTF-8 bytes apart into records and cells per RFC 4180. Cells stay in the buffer and become text only when asked for. Lines end
 * with LF, CR LF or CR; a quote inside an unquoted cell is a character like any other. For one thread.
 */
final class CsvParser {
    private static final int FIRST_CAPACITY = 256 * 1024;
    private static final int MAX_RECORD = 128 * 1024 * 1024;
    private static final int SHOWN = 1000;
    /** No byte is that. */
    private static final int NONE = 1000;

    private final ByteSource source;
    private final byte[] delimiter;
    private final byte[] nullText;
    private final int quote;
    private final int comment;
    private final byte[] lineEnd;
    private final boolean oneLine;
    private final boolean skipBlank;
    private final boolean trim;
    /** What delimiters and line ends begin with. */
    private final Stops ends;
    /** Whether most records need no more than a look for a delimiter of one byte and LF. */
    private final boolean plain;

    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int limit;
    private int position;
    private int record;
    private long base;
    private boolean sourceEnded;
    private boolean begun;

    private int[] from = new int[64];
    private int[] to = new int[64];
    private boolean[] quoted = new boolean[64];
    private int cells;
    private long line;
    private long nextLine = 1;
    private String flaw;
    private long number;

    /**
     * @param nullText the unquoted text that is null
     * @param lineDelimiter what ends a line; null for LF, CR LF and CR
     */
    CsvParser(ByteSource source, String fieldDelimiter, String nullText, String lineDelimiter, CsvReaderConfig csv) {
        this.source = source;
        this.delimiter = fieldDelimiter.getBytes(StandardCharsets.UTF_8);
        this.nullText = nullText.getBytes(StandardCharsets.UTF_8);
        this.quote = csv.useTextQualifier() ? csv.textQualifier().charAt(0) : NONE;
        this.comment = csv.useComments() ? csv.comment().charAt(0) : NONE;
        this.skipBlank = csv.skipEmptyRecords();
        this.trim = csv.trimWhitespace();
        this.lineEnd = lineDelimiter == null ? null : lineDelimiter.getBytes(StandardCharsets.UTF_8);
        this.oneLine = !csv.multiLineCells();
        this.ends = lineEnd == null
                ? new Stops(delimiter[0], (byte) '\n', (byte) '\r')
                : new Stops(delimiter[0], lineEnd[0], lineEnd[0]);
        this.plain = lineEnd == null && delimiter.length == 1 && !trim;
    }

    /**
     * Goes to the next record.
     *
     * @return false at the end
     */
    boolean next() {
        if (!begun) {
            begun = true;
            skipByteOrderMark();
        }
        while (true) {
            cells = 0;
            flaw = null;
            record = position;
            line = nextLine;
            if (!has(1)) {
                return false;
            }
            int first = buffer[position];
            if (first == comment) {
                position = endOfLine();
                endLine();
            } else if (skipBlank && isLineEnd()) {
                endLine();
            } else {
                readCells();
                return true;
            }
        }
    }

    /** Goes behind the first line end, or to the end of the source; in place of the first {@link #next}. */
    void skipLine() {
        begun = true;
        position = endOfLine();
        endLine();
    }

    /** How many bytes of the source are before the record. */
    long offset() {
        return base + record;
    }

    /** The physical line on which the record begins, from 1. */
    long line() {
        return line;
    }

    /** How many cells the record has. */
    int cells() {
        return cells;
    }

    /** What is wrong with the record as a whole, or null. */
    String flaw() {
        return flaw;
    }

    boolean isNull(int cell) {
        return !quoted[cell] && is(cell, nullText);
    }

    /**
     * The cell as text.
     *
     * @param column the column that a failure names
     * @throws RowFailure if its bytes are no characters
     */
    String text(int cell, int column) {
        int length = to[cell] - from[cell];
        String text = new String(buffer, from[cell], length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, from[cell], length));
            } catch (CharacterCodingException e) {
                throw new RowFailure(column, "has bytes that are no characters in the source's encoding");
            }
        }
        return text;
    }

    /**
     * Adds the cell as text.
     *
     * @throws RowFailure if its bytes are no characters
     */
    void addText(int cell, BatchBuilder batch) {
        batch.addUtf8(buffer, from[cell], to[cell]);
    }

    /** A copy of the cell's bytes. */
    byte[] bytes(int cell) {
        return Arrays.copyOfRange(buffer, from[cell], to[cell]);
    }

    /** Whether the cell is a whole number of up to 18 digits, which {@link #number} then is. */
    boolean isNumber(int cell) {
        int start = from[cell];
        int end = to[cell];
        boolean negative = start < end && buffer[start] == '-';
        int first = negative ? start + 1 : start;
        if (first == end || end - first > 18) {
            return false;
        }
        long value = 0;
        int i = first;
        for (; i <= end - 8; i += 8) {
            int digits = NumberText.parseEight(buffer, i);
            if (digits < 0) {
                return false;
            }
            value = value * 100_000_000 + digits;
        }
        for (; i < end; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        number = negative ? -value : value;
        return true;
    }

    long number() {
        return number;
    }

    /** The cell as {@link NumberText#parseDouble} reads it: NaN if it is not sure. */
    double decimal(int cell) {
        return NumberText.parseDouble(buffer, from[cell], to[cell]);
    }

    /** Whether the cell is these bytes. */
    boolean is(int cell, byte[] bytes) {
        int length = to[cell] - from[cell];
        if (length != bytes.length) {
            return false;
        }
        return length == 0
                || buffer[from[cell]] == bytes[0] && Arrays.equals(buffer, from[cell], to[cell], bytes, 0, length);
    }

    /** Lets the scan read the cell; false if it cannot. */
    boolean scan(int cell, DateScan scan) {
        return scan.read(buffer, from[cell], to[cell]);
    }

    /** The cell as people read it, cut if it is long. */
    String show(int cell) {
        return show(from[cell], to[cell]);
    }

    /** The record as people read it, cut if it is long. */
    String show() {
        int end = position;
        while (end > record && (buffer[end - 1] == '\n' || buffer[end - 1] == '\r')) {
            end--;
        }
        return show(record, end);
    }

    private String show(int start, int end) {
        boolean cut = end - start > SHOWN;
        return new String(buffer, start, cut ? SHOWN : end - start, StandardCharsets.UTF_8) + (cut ? "…" : "");
    }

    private void skipByteOrderMark() {
        if (has(3) && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
            position = 3;
        }
    }

    private void readCells() {
        while (true) {
            if (plain && readPlainCells()) {
                return;
            }
            if (has(1) && buffer[position] == quote) {
                readQuoted();
            } else {
                readPlain();
            }
            if (!has(1)) {
                nextLine++;
                return;
            }
            if (isLineEnd()) {
                endLine();
                return;
            }
            position += delimiter.length;
        }
    }

    /** Reads cells as long as they are in the buffer, without quotes and end in a delimiter or LF; true if they were the record's last ones. */
    private boolean readPlainCells() {
        byte[] bytes = buffer;
        int end = limit;
        while (position < end && bytes[position] != quote) {
            int at = ends.next(bytes, position, end);
            if (at == end || bytes[at] == '\r') {
                return false;
            }
            addCell(position, at, false);
            position = at + 1;
            if (bytes[at] == '\n') {
                nextLine++;
                return true;
            }
        }
        return false;
    }

    private void readPlain() {
        int start = position - record;
        position = endOfCell(position);
        int begin = record + start;
        int end = position;
        if (trim) {
            while (begin < end && isBlank(buffer[begin])) {
                begin++;
            }
            while (end > begin && isBlank(buffer[end - 1])) {
                end--;
            }
        }
        addCell(begin, end, false);
    }

    private void readQuoted() {
        long openedAt = nextLine;
        position++;
        int start = position - record;
        int target = start;
        boolean doubled = false;
        while (true) {
            int at = position;
            int end = limit;
            while (at < end && buffer[at] != quote) {
                if (buffer[at] == '\n' || buffer[at] == '\r' && (at + 1 == end || buffer[at + 1] != '\n')) {
                    nextLine++;
                }
                at++;
            }
            if (doubled) {
                System.arraycopy(buffer, position, buffer, record + target, at - position);
            }
            target += at - position;
            boolean splitLineEnd = at == end && at > position && buffer[at - 1] == '\r';
            position = at;
            if (!has(1)) {
                flaw = "has a quote that is opened in line " + openedAt + " and never closed";
                addCell(record + start, record + target, true);
                return;
            }
            if (buffer[position] != quote) {
                if (splitLineEnd && buffer[position] == '\n') {
                    nextLine--;
                }
                continue;
            }
            if (!has(2) || buffer[position + 1] != quote) {
                break;
            }
            buffer[record + target++] = (byte) quote;
            doubled = true;
            position += 2;
        }
        if (oneLine && nextLine > openedAt) {
            throw new JobFailure(
                    "a quoted cell that begins in line " + openedAt
                            + " of what was read has a line end in it, and csvReaderConfig.multiLineCells says that none has",
                    "Leave multiLineCells out: then the object is read in one piece.");
        }
        addCell(record + start, record + target, true);
        position++;
        int closed = position - record;
        position = endOfCell(position);
        if (position > record + closed && !(trim && isBlank(record + closed, position))) {
            flaw = "has text after a closing quote";
        }
    }

    /** Where the unquoted cell ends that the index is in: at a delimiter, a line end or the end. */
    private int endOfCell(int index) {
        position = index;
        while (true) {
            position = ends.next(buffer, position, limit);
            if (position == limit) {
                if (!has(1)) {
                    return position;
                }
            } else if (isLineEnd() || isDelimiter()) {
                return position;
            } else {
                position++;
            }
        }
    }

    private boolean isDelimiter() {
        return is(delimiter);
    }

    private boolean isLineEnd() {
        return lineEnd == null ? buffer[position] == '\n' || buffer[position] == '\r' : is(lineEnd);
    }

    private boolean is(byte[] expected) {
        return has(expected.length)
                && Arrays.equals(buffer, position, position + expected.length, expected, 0, expected.length);
    }

    private int endOfLine() {
        while (has(1) && !isLineEnd()) {
            position++;
        }
        return position;
    }

    private void endLine() {
        nextLine++;
        if (!has(1)) {
            return;
        }
        if (lineEnd != null) {
            position += lineEnd.length;
            return;
        }
        boolean pair = buffer[position] == '\r' && has(2) && buffer[position + 1] == '\n';
        position += pair ? 2 : 1;
    }

    private void addCell(int begin, int end, boolean inQuotes) {
        if (cells == from.length) {
            from = Arrays.copyOf(from, cells * 2);
            to = Arrays.copyOf(to, cells * 2);
            quoted = Arrays.copyOf(quoted, cells * 2);
        }
        from[cells] = begin;
        to[cells] = end;
        quoted[cells++] = inQuotes;
    }

    /** Whether that many bytes are ahead; reads on if they are not yet in the buffer. */
    private boolean has(int count) {
        while (limit - position < count) {
            if (sourceEnded || !fill()) {
                return false;
            }
        }
        return true;
    }

    /** Keeps the record that was begun, moved to the buffer's start. */
    private boolean fill() {
        if (limit == buffer.length) {
            makeRoom();
        }
        int count = source.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            sourceEnded = true;
            return false;
        }
        limit += count;
        return true;
    }

    private void makeRoom() {
        if (record > 0) {
            System.arraycopy(buffer, record, buffer, 0, limit - record);
            for (int i = 0; i < cells; i++) {
                from[i] -= record;
                to[i] -= record;
            }
            position -= record;
            limit -= record;
            base += record;
            record = 0;
        }
        if (limit > buffer.length / 2) {
            if (buffer.length >= MAX_RECORD) {
                throw new JobFailure(
                        "the record that begins in line " + line + " is longer than " + MAX_RECORD / (1024 * 1024)
                                + " MB",
                        "Look for a quote that is never closed, or set csvReaderConfig.useTextQualifier to false.");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    private boolean isBlank(int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (!isBlank(buffer[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
