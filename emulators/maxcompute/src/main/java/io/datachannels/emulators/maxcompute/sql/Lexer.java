package io.datachannels.emulators.maxcompute.sql;

import io.datachannels.emulators.maxcompute.store.ServiceError;
import java.util.ArrayList;
import java.util.List;

/** Cuts SQL text into tokens; comments {@code --} are left out. */
final class Lexer {
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens, with an {@code END} as the last. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        skipBlanks();
        int column = at - lineStart + 1;
        int startLine = line;
        if (at >= text.length()) {
            return new Token(Token.Kind.END, "<end>", startLine, column);
        }
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return new Token(Token.Kind.TEXT, quoted(c), startLine, column);
        } else if (c == '`') {
            return new Token(Token.Kind.QUOTED_NAME, quoted(c), startLine, column);
        }
        int start = at;
        if (Character.isDigit(c)) {
            while (at < text.length() && isNumberPart(text.charAt(at))) {
                at++;
            }
            return new Token(Token.Kind.NUMBER, text.substring(start, at), startLine, column);
        } else if (isWordPart(c)) {
            while (at < text.length() && isWordPart(text.charAt(at))) {
                at++;
            }
            return new Token(Token.Kind.WORD, text.substring(start, at), startLine, column);
        }
        at++;
        return new Token(Token.Kind.SYMBOL, String.valueOf(c), startLine, column);
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                lineStart = at + 1;
                at++;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    private String quoted(char quote) {
        Token start = new Token(Token.Kind.SYMBOL, String.valueOf(quote), line, at - lineStart + 1);
        StringBuilder content = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return content.toString();
            } else if (c == '\\' && quote != '`' && at + 1 < text.length()) {
                at++;
                content.append(escaped(text.charAt(at)));
            } else {
                content.append(c);
            }
        }
        throw ServiceError.semantic("ODPS-0130161", start.place(), "Parse exception - unterminated " + quote);
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    private boolean isNumberPart(char c) {
        boolean sign = (c == '-' || c == '+') && Character.toLowerCase(text.charAt(at - 1)) == 'e';
        return Character.isLetterOrDigit(c) || c == '.' || sign;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
