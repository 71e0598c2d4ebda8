package io.datachannels.emulators.maxcompute.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a type's text, {@code map<string,array<decimal(10,2)>>}, from a place in a longer text. */
public final class TypeParser {
    private final String text;
    private int at;

    private TypeParser(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if the text is no type of the service */
    public static DataType parse(String text) {
        TypeParser parser = new TypeParser(text);
        DataType type = parser.type();
        parser.blanks();
        if (parser.at < text.length()) {
            throw parser.bad();
        }
        return type;
    }

    private DataType type() {
        String word = word();
        TypeName name = TypeName.of(word).orElseThrow(this::bad);
        return switch (name) {
            case DECIMAL -> next('(') ? decimal() : DataType.of(name);
            case CHAR, VARCHAR -> {
                expect('(');
                int length = number();
                expect(')');
                yield DataType.sized(name, length, 0);
            }
            case ARRAY, MAP -> {
                expect('<');
                List<DataType> items = new ArrayList<>(List.of(type()));
                if (name == TypeName.MAP) {
                    expect(',');
                    items.add(type());
                }
                expect('>');
                yield new DataType(name, 0, 0, items, List.of());
            }
            case STRUCT -> struct();
            default -> DataType.of(name);
        };
    }

    private DataType decimal() {
        int precision = number();
        int scale = next(',') ? number() : 0;
        expect(')');
        return DataType.sized(TypeName.DECIMAL, precision, scale);
    }

    private DataType struct() {
        List<String> fields = new ArrayList<>();
        List<DataType> items = new ArrayList<>();
        expect('<');
        do {
            fields.add(word().toLowerCase(Locale.ROOT));
            expect(':');
            items.add(type());
        } while (next(','));
        expect('>');
        return new DataType(TypeName.STRUCT, 0, 0, items, fields);
    }

    private String word() {
        boolean quoted = next('`');
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.isEmpty()) {
            throw bad();
        }
        if (quoted) {
            expect('`');
        }
        return word;
    }

    private int number() {
        String digits = word();
        if (!digits.matches("\\d{1,6}")) {
            throw bad();
        }
        return Integer.parseInt(digits);
    }

    private boolean next(char c) {
        blanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            blanks();
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!next(c)) {
            throw bad();
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException bad() {
        return new IllegalArgumentException("invalid type \"" + text + "\" at character " + (at + 1));
    }
}
