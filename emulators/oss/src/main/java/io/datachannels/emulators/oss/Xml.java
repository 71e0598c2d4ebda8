package io.datachannels.emulators.oss;

import java.util.ArrayDeque;
import java.util.Deque;

/** An XML document as it is written: without a namespace, because the service's clients look elements up by plain name. */
final class Xml {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    Xml(String root) {
        open(root);
    }

    Xml open(String element) {
        open.push(element);
        out.append('<').append(element).append('>');
        return this;
    }

    Xml close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    Xml leaf(String element, Object text) {
        out.append('<').append(element).append('>');
        escape(String.valueOf(text));
        out.append("</").append(element).append('>');
        return this;
    }

    Xml text(String text) {
        escape(text);
        return this;
    }

    /** The document, with all that is open closed. */
    String text() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
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
