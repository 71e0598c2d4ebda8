package io.datachannels.engine.report;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns of equal width, for a terminal. */
public final class TextTable {
    private static final String BETWEEN = "  ";

    private final int widest;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param widest how many characters a cell may have; a longer one ends in {@code …} */
    public TextTable(int widest) {
        this.widest = widest;
    }

    /** Adds a row; all rows have as many cells. */
    public TextTable row(List<String> cells) {
        rows.add(cells.stream().map(this::shown).toList());
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int[] widths = widths();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                line.append(i == 0 ? "" : BETWEEN).append(cell);
                line.append(" ".repeat(widths[i] - length(cell)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return widths;
    }

    /** On one line, whatever is in it. */
    private String shown(String cell) {
        StringBuilder text = new StringBuilder();
        cell.codePoints().forEach(each -> {
            switch (each) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.appendCodePoint(Character.isISOControl(each) ? '\uFFFD' : each);
            }
        });
        if (length(text) <= widest) {
            return text.toString();
        }
        return text.substring(0, text.offsetByCodePoints(0, widest - 1)) + "…";
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
