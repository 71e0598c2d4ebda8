package com.example.lines;

import java.util.ArrayList;
import java.util.List;

/** A line of cells with tabs between them: {@code \N} is null, and tabs, line ends and backslashes in a text stand behind a backslash. */
final class Line {
    private static final String NULL = "\\N";

    private Line() {}

    /** The cells; null for null. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split("\t", -1)) {
            cells.add(cell.equals(NULL) ? null : plain(cell));
        }
        return cells;
    }

    /** The cell as it stands in a line. */
    static String written(String cell) {
        return cell == null
                ? NULL
                : cell.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }

    private static String plain(String cell) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c != '\\' || i + 1 == cell.length()) {
                text.append(c);
                continue;
            }
            char next = cell.charAt(++i);
            text.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
        }
        return text.toString();
    }
}
