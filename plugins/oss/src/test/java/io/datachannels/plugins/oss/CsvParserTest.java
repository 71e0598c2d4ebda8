package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.JobFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parser alone, with its input in pieces of every size. */
class CsvParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a,b|~[a][b]",
                "a,b~[a][b]",
                "a,|~[a][]",
                ",~[][]",
                "a||b|~[a] [b]",
                "a^|b^c~[a] [b] [c]",
                "'a','b'~[a][b]",
                "'a''b'~[a'b]",
                "'''','a''''b'~['][a''b]",
                "''|~[]",
                "a'b,c'~[a'b][c']",
                " 'a'~[ 'a']",
                "'a|b',c~[a|b][c]",
                "'a,b','|'~[a,b][|]",
                "'a'b,c|d~[a][c]! [d]",
                "a,'b|c~[a][b|c]!",
                "'~[]!",
            })
    void takesApart(String written, String expected) {
        String input = written.replace('|', '\n').replace('^', '\r').replace('\'', '"');
        for (int piece = 1; piece <= input.length() + 1; piece++) {
            assertThat(parse(input, piece, CsvReaderConfig.STANDARD))
                    .isEqualTo(expected.replace('|', '\n').replace('\'', '"'));
        }
    }

    @Test
    void blankLinesCountIfAsked() {
        CsvReaderConfig config = new CsvReaderConfig(false, false, true, "\"", false, "#", null, true);
        assertThat(parse("a\n\nb\r\n\r\n", 3, config)).isEqualTo("[a] [] [b] []");
    }

    @Test
    void blanksAreTrimmedIfAsked() {
        CsvReaderConfig config = new CsvReaderConfig(true, true, true, "\"", false, "#", null, true);
        assertThat(parse(" a ,\t, b c \n\" d \" ,e", 3, config)).isEqualTo("[a][][b c] [ d ][e]");
    }

    @Test
    void anotherQuoteOrNone() {
        assertThat(parse("'a,b',\"c\"", 3, new CsvReaderConfig(true, false, true, "'", false, "#", null, true)))
                .isEqualTo("[a,b][\"c\"]");
        assertThat(parse("\"a,b\"", 3, new CsvReaderConfig(true, false, false, "\"", false, "#", null, true)))
                .isEqualTo("[\"a][b\"]");
    }

    @Test
    void commentsAreSkippedIfAsked() {
        CsvReaderConfig config = new CsvReaderConfig(true, false, true, "\"", true, "#", null, true);
        assertThat(parse("#one\na\n#two\r\nb,#c", 3, config)).isEqualTo("[a] [b][#c]");
        assertThat(parse("#one\n", 3, CsvReaderConfig.STANDARD)).isEqualTo("[#one]");
    }

    @Test
    void linesAreCountedAsTheyStandInTheFile() {
        String input = "a\r\nb\r\"c\n\r\nd\re\"\n\n\nf\n\"g\r\"\nh";
        for (int piece = 1; piece < input.length(); piece++) {
            CsvParser parser = parser(input, piece, CsvReaderConfig.STANDARD);
            List<Long> lines = new ArrayList<>();
            while (parser.next()) {
                lines.add(parser.line());
            }
            assertThat(lines).containsExactly(1L, 2L, 3L, 9L, 10L, 12L);
        }
    }

    @Test
    void anUnclosedQuoteDoesNotFillTheMemory() {
        byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        boolean[] begun = {false};
        CsvParser parser = new CsvParser(
                (target, from, length) -> {
                    if (!begun[0]) {
                        begun[0] = true;
                        target[from] = '"';
                        return 1;
                    }
                    int count = Math.min(length, piece.length);
                    System.arraycopy(piece, 0, target, from, count);
                    return count;
                },
                ",",
                "\\N",
                null,
                CsvReaderConfig.STANDARD);
        assertThatThrownBy(parser::next).isInstanceOf(JobFailure.class).hasMessageContaining("begins in line 1");
    }

    @Test
    void anyTextComesBackWhateverThePieces() {
        Random random = new Random(7);
        String alphabet = "ab,\"\n\r ü€😀\\N";
        for (int round = 0; round < 2000; round++) {
            StringBuilder input = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            int rows = 1 + random.nextInt(4);
            for (int r = 0; r < rows; r++) {
                expected.append(r == 0 ? "" : " ");
                int cells = 1 + random.nextInt(4);
                for (int c = 0; c < cells; c++) {
                    StringBuilder cell = new StringBuilder();
                    alphabet.codePoints()
                            .filter(point -> random.nextInt(4) == 0)
                            .forEach(cell::appendCodePoint);
                    input.append(c == 0 ? "" : ",")
                            .append('"')
                            .append(cell.toString().replace("\"", "\"\""))
                            .append('"');
                    expected.append('[').append(cell).append(']');
                }
                input.append(random.nextBoolean() ? "\n" : "\r\n");
            }
            assertThat(parse(input.toString(), 1 + random.nextInt(9), CsvReaderConfig.STANDARD))
                    .isEqualTo(expected.toString());
        }
    }

    private static CsvParser parser(String input, int piece, CsvReaderConfig config) {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        int[] position = {0};
        ByteSource source = (target, from, length) -> {
            int count = Math.min(Math.min(piece, length), bytes.length - position[0]);
            System.arraycopy(bytes, position[0], target, from, count);
            position[0] += count;
            return count == 0 ? -1 : count;
        };
        return new CsvParser(source, ",", "\\N", null, config);
    }

    private static String parse(String input, int piece, CsvReaderConfig config) {
        CsvParser parser = parser(input, piece, config);
        StringBuilder result = new StringBuilder();
        while (parser.next()) {
            result.append(result.length() == 0 ? "" : " ");
            for (int i = 0; i < parser.cells(); i++) {
                result.append('[').append(parser.text(i, i)).append(']');
            }
            result.append(parser.flaw() == null ? "" : "!");
        }
        return result.toString();
    }
}
