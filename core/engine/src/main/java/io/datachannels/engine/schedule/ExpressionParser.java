package io.datachannels.engine.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what stands between the brackets of an expression for a date. The grammar:
 *
 * <pre>
 * expression = ( format | "add_months(" format "," offset ")" ) { offset }
 * offset     = ( "+" | "-" ) number { ( "*" | "/" ) number }
 * format     = fields and what stands between them, such as yyyy-mm-dd
 * </pre>
 */
final class ExpressionParser {
    private static final String ADD_MONTHS = "add_months(";
    private static final String NO_SEPARATORS = "+*()[]{}<>=$\"'\\,";
    private static final int MOST_DIGITS = 6;

    private final String text;
    private final List<DateField> fields;
    private int at;

    private ExpressionParser(String text, List<DateField> fields) {
        this.text = text;
        this.fields = fields;
    }

    /**
     * @param fields that may be in it
     * @throws ExpressionException if it is not of that form
     */
    static DateExpression parse(String text, List<DateField> fields) throws ExpressionException {
        return new ExpressionParser(text, fields).expression();
    }

    /**
     * Whether somebody who wrote this meant a date: it begins with fields and nothing but fields, up to the first character that is
     * neither letter nor digit; a year in four letters is enough.
     */
    static boolean isMeant(String text) {
        if (text.regionMatches(true, 0, "yyyy", 0, 4) || text.startsWith(ADD_MONTHS)) {
            return true;
        }
        int at = 0;
        while (DateField.at(text, at).isPresent()) {
            at += DateField.at(text, at).orElseThrow().letters().length();
        }
        return at > 0 && (at == text.length() || !Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) != '_');
    }

    private DateExpression expression() throws ExpressionException {
        if (!text.startsWith(ADD_MONTHS)) {
            return new DateExpression(format(), 0, false, offsets());
        }
        at = ADD_MONTHS.length();
        DateFormat format = format();
        expect(',', "a comma and the number of months");
        Offset months = offset(false);
        expect(')', "a closing bracket after the number of months");
        return new DateExpression(format, months.whole(), true, offsets());
    }

    private DateFormat format() throws ExpressionException {
        List<DateFormat.Piece> pieces = new ArrayList<>();
        boolean any = false;
        while (at < text.length() && !isOffset() && ",)".indexOf(text.charAt(at)) < 0) {
            DateField field = DateField.at(text, at).orElse(null);
            any |= field != null;
            pieces.add(field == null ? DateFormat.Piece.of(separator()) : DateFormat.Piece.of(allowed(field)));
            at += field == null ? 1 : field.letters().length();
        }
        if (!any) {
            throw new ExpressionException("it begins with " + letters());
        }
        return new DateFormat(pieces);
    }

    private DateField allowed(DateField field) throws ExpressionException {
        if (!fields.contains(field)) {
            throw new ExpressionException("\"" + field.letters()
                    + "\" is not allowed in ${…}, which is of the day before the" + " scheduled one and has "
                    + letters() + " only; use $[…], which is of the scheduled time");
        }
        return field;
    }

    private char separator() throws ExpressionException {
        char c = text.charAt(at);
        if (c == ' ' || c == '=') {
            throw new ExpressionException("an expression holds neither spaces nor \"=\"; write two, such as"
                    + " $[yyyy-mm-dd] $[hh24:mi:ss], and what stands between them outside");
        }
        boolean letter = c < 128 && Character.isLetterOrDigit(c);
        if (letter || Character.isWhitespace(c) || NO_SEPARATORS.indexOf(c) >= 0) {
            throw new ExpressionException("\"" + text.substring(at) + "\" does not belong there: a date is made of "
                    + letters()
                    + ", in small letters, and what is neither letter nor digit between them; mm is the month,"
                    + " mi the minute");
        }
        return c;
    }

    private String letters() {
        return String.join(", ", fields.stream().map(DateField::letters).toList());
    }

    /** A minus before a letter stands between fields. */
    private boolean isOffset() {
        boolean letter = at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
        return text.charAt(at) == '+' || text.charAt(at) == '-' && !letter;
    }

    private List<Offset> offsets() throws ExpressionException {
        List<Offset> offsets = new ArrayList<>();
        while (at < text.length()) {
            offsets.add(offset(true));
        }
        return offsets;
    }

    private Offset offset(boolean signed) throws ExpressionException {
        char sign = at < text.length() ? text.charAt(at) : 0;
        if (sign == '+' || sign == '-') {
            at++;
        } else if (signed) {
            throw new ExpressionException(
                    "\"" + text.substring(at) + "\" does not belong there: after the date comes what is"
                            + " added or taken off, such as -1, +7*2 or -15/24/60");
        }
        long count = sign == '-' ? -number() : number();
        long parts = 1;
        try {
            while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
                boolean times = text.charAt(at++) == '*';
                long number = number();
                if (!times && number == 0) {
                    throw new ExpressionException("nothing can be divided by 0");
                }
                count = times ? Math.multiplyExact(count, number) : count;
                parts = times ? parts : Math.multiplyExact(parts, number);
            }
        } catch (ArithmeticException e) {
            throw new ExpressionException("what is added or taken off is too much");
        }
        return new Offset(count, parts);
    }

    private long number() throws ExpressionException {
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == begin || at - begin > MOST_DIGITS) {
            throw new ExpressionException("a number of 1 to " + MOST_DIGITS + " digits must stand "
                    + (begin == text.length() ? "at the end" : "before \"" + text.substring(begin) + "\""));
        }
        return Long.parseLong(text.substring(begin, at));
    }

    private void expect(char c, String what) throws ExpressionException {
        if (at >= text.length() || text.charAt(at) != c) {
            throw new ExpressionException(what + " must stand "
                    + (at >= text.length() ? "at the end" : "before \"" + text.substring(at) + "\"")
                    + ", as in add_months(yyyymm,-1)");
        }
        at++;
    }
}
