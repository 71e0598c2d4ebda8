package io.datachannels.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    /** Made of the bytes at which decoders differ, between ASCII and whole characters, so that half of them are valid. */
    @Test
    void bytesAreTextWhereJavaDecodesThem() {
        byte[] edges = HEX_EDGES;
        String[] whole = {
            "a", "plain text of twenty", "é", "中", "\uFFFD", "\uD83D\uDE00", "\u07FF", "\u0800", "\uD7FF", "\uE000"
        };
        Random random = new Random(1);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[64];
            int end = 3;
            for (int pieces = random.nextInt(6); pieces > 0 && end < 40; pieces--) {
                byte[] piece = whole[random.nextInt(whole.length)].getBytes(StandardCharsets.UTF_8);
                System.arraycopy(piece, 0, bytes, end, piece.length);
                end += piece.length;
            }
            for (int broken = random.nextInt(3) - 1; broken > 0 && end > 3; broken--) {
                bytes[3 + random.nextInt(end - 3)] = edges[random.nextInt(edges.length)];
            }
            int chars = decoded(bytes, 3, end);
            assertThat(Utf8.chars(bytes, 3, end))
                    .as(() -> Arrays.toString(bytes))
                    .isEqualTo(chars);
            valid += chars < 0 ? 0 : 1;
        }
        assertThat(valid).isBetween(100_000, 190_000);
    }

    private static final byte[] HEX_EDGES = {
        0,
        0x7F,
        (byte) 0x80,
        (byte) 0x8F,
        (byte) 0x90,
        (byte) 0x9F,
        (byte) 0xA0,
        (byte) 0xBF,
        (byte) 0xC0,
        (byte) 0xC1,
        (byte) 0xC2,
        (byte) 0xDF,
        (byte) 0xE0,
        (byte) 0xED,
        (byte) 0xEF,
        (byte) 0xF0,
        (byte) 0xF4,
        (byte) 0xF5,
        (byte) 0xFF
    };

    private static int decoded(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .length();
        } catch (CharacterCodingException e) {
            return -1;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?", "plain", "what? é 中 \uD83D\uDE00", "a text that is longer than any word of eight bytes"
            })
    void takesText(String text) {
        Utf8 utf8 = new Utf8().take(text, 0);
        assertThat(utf8.toBytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(utf8.length()).isEqualTo(utf8.toBytes().length);
        assertThat(utf8.codePoints()).isEqualTo(text.codePointCount(0, text.length()));
        assertThat(utf8).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D",
                "a\uDE00",
                "\uDE00\uD83D",
                "中\uD83D?",
                "\uD83D\uDE00\uD83D",
                "12345678\uD83D",
                "1234567\uD83D90123456",
                "\uD83D234567890"
            })
    void halfAPairIsNoCharacter(String text) {
        assertThatThrownBy(() -> new Utf8().take(text, 3))
                .isInstanceOfSatisfying(
                        RowFailure.class, e -> assertThat(e.column()).isEqualTo(3))
                .hasMessageContaining("half of a surrogate pair");
    }

    @Test
    void aPartOfAnArrayIsCopiedOut() {
        byte[] bytes = "before|text|after".getBytes(StandardCharsets.UTF_8);
        Utf8 utf8 = new Utf8().take(bytes, 7, 11);
        assertThat(utf8.array()).isSameAs(bytes);
        assertThat(utf8.toBytes()).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
    }
}
