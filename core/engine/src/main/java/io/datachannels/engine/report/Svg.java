package io.datachannels.engine.report;

import java.util.Locale;

/** A drawing of {@value #WIDTH} units' width, as text that stands in a page. Coordinates grow to the right and downward. */
final class Svg {
    static final int WIDTH = 1000;

    private final StringBuilder text = new StringBuilder();

    Svg(int height, String label) {
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, height, escaped(label));
    }

    /** @param tooltip may be empty */
    void rectangle(String style, double x, double y, double width, double height, String tooltip) {
        add("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"", style, n(x), n(y), n(width), n(height));
        text.append(tooltip.isEmpty() ? "/>" : "><title>" + escaped(tooltip) + "</title></rect>");
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        add("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>", style, n(x1), n(y1), n(x2), n(y2));
    }

    void path(String style, String points) {
        add("<path class=\"%s\" d=\"%s\"/>", style, points);
    }

    /** @param anchor start, middle or end */
    void label(double x, double y, String anchor, String words) {
        add("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>", n(x), n(y), anchor, escaped(words));
    }

    /** The drawing; nothing can be added afterwards. */
    String end() {
        return text.append("</svg>\n").toString();
    }

    /** A coordinate to a tenth; none is negative. */
    static String n(double number) {
        long tenths = Math.round(10 * Math.max(0, number));
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    /** As HTML shows it, in text and in attributes. */
    static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
