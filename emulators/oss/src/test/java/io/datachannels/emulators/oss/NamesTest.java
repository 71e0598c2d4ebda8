package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @Test
    void keysAreOrderedByTheirBytes() {
        List<String> keys = new ArrayList<>(List.of(
                "a", "a/", "a-b", "", "b", "é", "\uD7FF", "\uE000", "\uFFEE", "😀", "😀a", "\uD83D\uDE01", "aa"));
        List<String> byBytes = new ArrayList<>(keys);
        byBytes.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
        keys.sort(KeyOrder.BYTES);
        assertThat(keys).isEqualTo(byBytes);
    }

    @Test
    void ordinaryKeysAreFoldersAndAFile() {
        assertThat(KeyNames.of("a/b c/d%.csv")).containsExactly("a", "b c", "d%.csv");
        assertThat(KeyNames.of("a/")).containsExactly("a", ".oss%=");
        assertThat(KeyNames.of("../.oss%x")).containsExactly(".oss%=..", ".oss%=.oss%x");
        assertThat(KeyNames.aside("a")).isEqualTo(".oss%-a");
        assertThat(KeyNames.aside(".oss%=..")).isEqualTo(".oss%-..");
    }

    @Test
    void longSegmentsAreCutBetweenCharacters() {
        List<String> names = KeyNames.of("表".repeat(100) + "/x");
        assertThat(names).hasSize(3).first().asString().startsWith(".oss%+表");
        assertThat(names).allMatch(name -> name.getBytes(UTF_8).length <= 255);
        assertThat(KeyNames.decode(names.get(0)) + KeyNames.decode(names.get(1)))
                .isEqualTo("表".repeat(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a", ".oss%", ".oss%=", ".oss%-x", ".oss%+x", ".oss%?", "%41"})
    void aNameStandsForOneSegment(String segment) {
        String name = KeyNames.of(segment).get(0);
        assertThat(KeyNames.decode(name)).isEqualTo(segment);
        assertThat(KeyNames.decode(KeyNames.aside(name))).isEqualTo(segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {".oss%", ".oss%=a", ".oss%x", ".oss%?"})
    void namesThatNoKeyHasStandForNone(String name) {
        assertThat(KeyNames.decode(name)).isNull();
    }

    @Test
    void percentEncodingIsReversible() {
        assertThat(Percent.encode("a b+/~*ü😀")).isEqualTo("a%20b%2B%2F~%2A%C3%BC%F0%9F%98%80");
        assertThat(Percent.encodePath("/a/b c")).isEqualTo("/a/b%20c");
        assertThat(Percent.decode("a%20b%2B+%2f~%2A%C3%BC%F0%9F%98%80")).isEqualTo("a b++/~*ü😀");
        for (String bad : List.of("%", "%4", "%zz", "%FF", "%C3")) {
            assertThatThrownBy(() -> Percent.decode(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=-", "bytes=", "lines=1-2", "bytes=2-1", "bytes=1-2,4-5", "bytes=-0", "", "bytes=x-1"})
    void rangesOfAnotherFormMeanTheWholeObject(String header) {
        assertThat(ByteRange.of(header, 10, false)).isNull();
    }

    @Test
    void anEmptyObjectHasNoRanges() {
        assertThat(ByteRange.of("bytes=0-", 0, false)).isNull();
        assertThat(ByteRange.of(null, 10, true)).isNull();
        assertThat(ByteRange.of("bytes=3-", 10, true)).isEqualTo(new ByteRange(3, 7));
        assertThat(new ByteRange(3, 7).text(10)).isEqualTo("bytes 3-9/10");
        assertThatThrownBy(() -> ByteRange.of("bytes=0-", 0, true)).hasFieldOrPropertyWithValue("code", "InvalidRange");
    }
}
