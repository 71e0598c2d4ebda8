package io.datachannels.emulators.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** An XML document as it is written: without a namespace, because the services' clients look elements up by plain name. */
public final class Xml {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    public Xml(String root) {
        open(root);
    }

    /** @param attributes names and values by turns */
    public Xml open(String element, String... attributes) {
        open.push(element);
        start(element, attributes);
        return this;
    }

    public Xml close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    public Xml leaf(String element, Object text, String... attributes) {
        start(element, attributes);
        escape(String.valueOf(text));
        out.append("</").append(element).append('>');
        return this;
    }

    public Xml text(String text) {
        escape(text);
        return this;
    }

    /** The document, with all that is open closed. */
    public String text() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
    }

    private void start(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c < ' ') {
                        out.append("&#").append((int) c).append(';');
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }
}
