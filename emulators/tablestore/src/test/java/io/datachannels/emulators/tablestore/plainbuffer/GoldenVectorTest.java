package io.datachannels.emulators.tablestore.plainbuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The byte vectors that the protocol's description gives, decoded and encoded. */
class GoldenVectorTest {
    private static final String KEY =
            "75000000010304010000006b05060000000301000000610a510304010000006e05090000000001000000000000000a48";
    private static final String PUT = KEY
            + "0203040100000073050600000003010000007607e8030000000000000a3403040100000062050200000002010a3e"
            + "03040100000064050900000001000000000000f83f0aba030401000000780507000000070200000001020a47"
            + "03040100000069050900000000ffffffffffffffff0a930918";
    private static final String UPDATE = KEY
            + "0203040100000073050600000003010000"
            + "00760a0d0304010000006f060307e8030000000000000aed0304010000007a06010a27"
            + "03040100000063050900000000050000000000000006040a9b093d";

    private final List<Cell> key = List.of(Cell.put("k", Value.of("a")), Cell.put("n", Value.of(1)));

    @Test
    void checksumHasItsCheckValue() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(Crc8.update(0, digits, 0, digits.length)).isEqualTo(0xF4);
        int byByte = 0;
        for (byte digit : digits) {
            byByte = Crc8.update(byByte, digit);
        }
        assertThat(byByte).isEqualTo(0xF4);
        assertThat(Crc8.updateLong(7, 0x3837363534333231L)).isEqualTo(Crc8.update(7, digits, 0, 8));
    }

    @Test
    void primaryKey() {
        assertBoth(new Row(key, List.of(), false), KEY + "09bc");
    }

    @Test
    void infiniteKey() {
        List<Cell> infinite = List.of(Cell.put("k", Value.MINIMUM), Cell.put("n", Value.MAXIMUM));
        assertBoth(
                new Row(infinite, List.of(), false),
                "75000000010304010000006b0501000000090a5d0304010000006e05010000000a0a1509a3");
    }

    @Test
    void deletedRow() {
        assertBoth(new Row(key, List.of(), true), KEY + "0809bb");
    }

    @Test
    void generatedKey() {
        Row row = RowDecoder.decode(
                hex("75000000010304010000006b05060000000301000000610a510304010000006e05010000000b0a120932"));
        assertThat(row.key().get(1).value().type()).isEqualTo(Value.AUTO_INCREMENT);
    }

    @Test
    void putRow() {
        Value blob = Value.read(new byte[] {7, 2, 0, 0, 0, 1, 2}, 0, 7);
        Value bool = Value.read(new byte[] {2, 1}, 0, 2);
        Row row = new Row(
                key,
                List.of(
                        new Cell(utf8("s"), Value.of("v"), Cell.PUT, 1000),
                        Cell.put("b", bool),
                        Cell.put("d", Value.of(1.5)),
                        Cell.put("x", blob),
                        Cell.put("i", Value.of(-1))),
                false);
        assertBoth(row, PUT);
    }

    @Test
    void updateRow() {
        Row row = new Row(
                key,
                List.of(
                        Cell.put("s", Value.of("v")),
                        new Cell(utf8("o"), null, Cell.DELETE_ONE, 1000),
                        new Cell(utf8("z"), null, Cell.DELETE_ALL, Cell.NO_TIMESTAMP),
                        new Cell(utf8("c"), Value.of(5), Cell.INCREMENT, Cell.NO_TIMESTAMP)),
                false);
        assertBoth(row, UPDATE);
    }

    @Test
    void bytesAfterTheRowAreIgnored() {
        assertThat(RowDecoder.decode(hex(UPDATE + "0000000000")).cells()).hasSize(4);
    }

    @Test
    void everyFlippedBitAndEveryMissingEndIsNoticed() {
        byte[] good = hex(PUT);
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> RowDecoder.decode(bad)).isInstanceOf(PlainBufferException.class);
            }
            byte[] cut = Arrays.copyOf(good, i);
            assertThatThrownBy(() -> RowDecoder.decode(cut)).isInstanceOf(PlainBufferException.class);
        }
    }

    @Test
    void brokenCellIsNamed() {
        byte[] bad = hex(PUT);
        bad[KEY.length() / 2 + 18] ^= 1;
        assertThatThrownBy(() -> RowDecoder.decode(bad)).hasMessage("Cell data broken, checksum is mismatch.");
    }

    @Test
    void partitionValue() {
        byte[] bytes = hex("03010000006d");
        assertThat(Value.read(bytes, 0, bytes.length).asString()).isEqualTo("m");
    }

    private static void assertBoth(Row row, String hex) {
        assertThat(HexFormat.of().formatHex(CellEncoder.plainBuffer(row))).isEqualTo(hex);
        Row decoded = RowDecoder.decode(hex(hex));
        assertThat(HexFormat.of().formatHex(CellEncoder.plainBuffer(decoded))).isEqualTo(hex);
        assertThat(decoded.delete()).isEqualTo(row.delete());
        for (int i = 0; i < row.cells().size(); i++) {
            Cell wanted = row.cells().get(i);
            Cell cell = decoded.cells().get(i);
            assertThat(cell.nameText()).isEqualTo(wanted.nameText());
            assertThat(cell.kind()).isEqualTo(wanted.kind());
            assertThat(cell.timestamp()).isEqualTo(wanted.timestamp());
            assertThat(cell.value() == null || cell.value().same(wanted.value()))
                    .isTrue();
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
