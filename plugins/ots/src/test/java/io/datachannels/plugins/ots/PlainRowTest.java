package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import io.datachannels.spi.Utf8;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes are those that the service's protocol says and the SDK writes. */
class PlainRowTest {
    private static final PlainRow.Name K = name("k");
    private static final PlainRow.Name N = name("n");

    private static PlainRow.Name name(String name) {
        return new PlainRow.Name(name);
    }

    private static Utf8 utf8(String text) {
        return new Utf8().take(text, 0);
    }

    /** With the key k = "a", n = 1. */
    private static PlainRow begun() {
        PlainRow row = new PlainRow(8);
        row.string(K, utf8("a"), null);
        row.integer(N, 1, null);
        row.endKey();
        return row;
    }

    private static String hex(PlainRow row) {
        return HexFormat.of().formatHex(row.array(), 0, row.length());
    }

    @Test
    void aDeletionIsItsKeyAndAMark() {
        PlainRow row = begun();
        assertThat(row.hasAttributes()).isFalse();
        row.end(true);
        assertThat(hex(row))
                .isEqualTo("75000000010304010000006b05060000000301000000610a51"
                        + "0304010000006e05090000000001000000000000000a480809bb");
    }

    @Test
    void aKeyMayHaveAValueThatTheServiceMakes() {
        PlainRow row = new PlainRow(8);
        row.string(K, utf8("a"), null);
        row.autoIncrement(N);
        row.endKey();
        row.end(false);
        assertThat(hex(row))
                .isEqualTo("75000000010304010000006b05060000000301000000610a51" + "0304010000006e05010000000b0a120932");
    }

    @Test
    void aPutHasCellsOfEveryType() {
        PlainRow row = begun();
        row.string(name("s"), utf8("v"), 1000L);
        row.bool(name("b"), true, null);
        row.real(name("d"), 1.5, null);
        row.binary(name("x"), new byte[] {1, 2}, null);
        row.integer(name("i"), -1, null);
        assertThat(row.hasAttributes()).isTrue();
        row.end(false);
        assertThat(hex(row))
                .isEqualTo(
                        "75000000010304010000006b05060000000301000000610a510304010000006e05090000000001000000000000000a48"
                                + "0203040100000073050600000003010000007607e8030000000000000a3403040100000062050200000002010a3e"
                                + "03040100000064050900000001000000000000f83f0aba030401000000780507000000070200000001020a47"
                                + "03040100000069050900000000ffffffffffffffff0a930918");
    }

    @Test
    void everyRowIsAsTheSdkWritesIt() {
        Random random = new Random(20261122);
        for (int i = 0; i < 500; i++) {
            String text = "é\ud83d\ude00".repeat(random.nextInt(40));
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            long number = random.nextLong();
            Long version = random.nextBoolean() ? null : (Long) (number >>> 20);
            PlainRow row = new PlainRow(random.nextInt(2000));
            row.string(K, utf8(text), null);
            row.integer(N, number, null);
            row.binary(name("bytes"), bytes, null);
            row.endKey();
            row.string(name("größe"), utf8(text), version);
            row.integer(name("l"), number, version);
            row.real(name("d"), i * 0.1, version);
            row.bool(name("f"), false, version);
            row.binary(name("x"), bytes, version);
            row.deleteAll(name("gone"));
            row.end(false);

            RowUpdateChange change = version == null
                    ? new RowUpdateChange("t", key(text, number, bytes))
                    : new RowUpdateChange("t", key(text, number, bytes), version);
            change.put("größe", ColumnValue.fromString(text));
            change.put("l", ColumnValue.fromLong(number));
            change.put("d", ColumnValue.fromDouble(i * 0.1));
            change.put("f", ColumnValue.fromBoolean(false));
            change.put("x", ColumnValue.fromBinary(bytes));
            change.deleteColumns("gone");
            assertThat(Arrays.copyOf(row.array(), row.length()))
                    .isEqualTo(WireChange.of(change).row().toByteArray());
        }
    }

    private static PrimaryKey key(String text, long number, byte[] bytes) {
        return new PrimaryKey(new PrimaryKeyColumn[] {
            new PrimaryKeyColumn("k", PrimaryKeyValue.fromString(text)),
            new PrimaryKeyColumn("n", PrimaryKeyValue.fromLong(number)),
            new PrimaryKeyColumn("bytes", PrimaryKeyValue.fromBinary(bytes))
        });
    }

    @Test
    void rowsOfTheSameKeyHaveEqualKeysWhateverTheirCellsAre() {
        PlainRow other = begun();
        RowKey before = other.key();
        other.binary(name("x"), new byte[1000], null);
        PlainRow third = new PlainRow(8);
        third.string(K, utf8("a"), null);
        third.integer(N, 2, null);
        third.endKey();
        assertThat(other.key()).isEqualTo(before).isEqualTo(begun().key()).hasSameHashCodeAs(before);
        assertThat(third.key()).isNotEqualTo(before);
    }
}
