package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPartTest {
    @Test
    void ordersIntegersBySignAndValue() {
        assertThat(List.of(KeyPart.of(10), KeyPart.of(-1), KeyPart.of(9), KeyPart.of(Long.MIN_VALUE)).stream()
                        .sorted())
                .containsExactly(KeyPart.of(Long.MIN_VALUE), KeyPart.of(-1), KeyPart.of(9), KeyPart.of(10));
    }

    @Test
    void ordersStringsByUtf8NotByUtf16() {
        KeyPart supplementary = new KeyPart(KeyType.STRING, "\uD83D\uDE00");
        KeyPart lastOfThePlane = new KeyPart(KeyType.STRING, "\uFFFD");
        assertThat(supplementary).isGreaterThan(lastOfThePlane);
        assertThat(supplementary.value().compareTo(lastOfThePlane.value())).isNegative();
    }

    @Test
    void ordersBinariesByUnsignedBytes() {
        assertThat(binary(0x7F)).isLessThan(binary(0x80));
        assertThat(binary(0x80)).isLessThan(binary(0x80, 0));
        assertThat(binary()).isLessThan(binary(0));
    }

    @Test
    void putsEveryValueBetweenTheInfiniteOnes() {
        for (KeyPart value : List.of(KeyPart.of(Long.MIN_VALUE), new KeyPart(KeyType.STRING, ""), binary(0xFF))) {
            assertThat(value).isGreaterThan(KeyPart.MIN).isLessThan(KeyPart.MAX);
        }
        assertThat(KeyPart.MIN).isEqualByComparingTo(KeyPart.MIN);
    }

    @Test
    void goesToTheSdkAndBack() {
        for (KeyPart part : List.of(
                KeyPart.MIN,
                KeyPart.MAX,
                KeyPart.of(-5),
                new KeyPart(KeyType.STRING, "ä\uD83D\uDE00"),
                binary(0, 255))) {
            assertThat(KeyPart.of(part.toSdk())).isEqualTo(part);
        }
        assertThat(KeyPart.of(PrimaryKeyValue.fromLong(7))).isEqualTo(KeyPart.of(7));
    }

    private static KeyPart binary(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return new KeyPart(KeyType.BINARY, Base64.getEncoder().encodeToString(array));
    }
}
