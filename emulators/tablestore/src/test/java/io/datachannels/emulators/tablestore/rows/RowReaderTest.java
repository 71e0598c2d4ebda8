package io.datachannels.emulators.tablestore.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.CellEncoder;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.RowDecoder;
import io.datachannels.emulators.tablestore.plainbuffer.Tag;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stored rows read back, and the filter vectors of the protocol's description. */
class RowReaderTest {
    private static final long NOW = 1_000_000;

    private final List<Cell> key = List.of(Cell.put("k", Value.of("a")), Cell.put("n", Value.of(1)));
    private final RowMerge merge = new RowMerge(NOW, Long.MIN_VALUE, 3);

    @Test
    void wholeRowIsWhatTheEncoderWrites() {
        byte[] stored =
                merge.put(new Row(key, List.of(Cell.put("b", Value.of(2)), Cell.put("a", Value.of("x"))), false));
        Row expected = new Row(
                key,
                List.of(
                        Cell.put("a", Value.of("x")).at(NOW),
                        Cell.put("b", Value.of(2)).at(NOW)),
                false);
        assertThat(read(Projection.EVERYTHING, stored)).isEqualTo(CellEncoder.plainBuffer(expected));
        assertThat(read(columns("a", "b"), stored)).isEqualTo(CellEncoder.plainBuffer(expected));
    }

    @Test
    void everySubsetOfColumnsIsFound() {
        String[] names = {"", "a", "aa", "ab", "b", "é"};
        Cell[] cells = Arrays.stream(names)
                .map(name -> Cell.put(name, Value.of(name.length())))
                .toArray(Cell[]::new);
        byte[] stored = merge.put(new Row(key, List.of(cells), false));
        for (int subset = 1; subset < 1 << names.length; subset++) {
            int chosen = subset;
            String[] wanted = java.util.stream.IntStream.range(0, names.length)
                    .filter(i -> (chosen >> i & 1) == 1)
                    .mapToObj(i -> names[i])
                    .toArray(String[]::new);
            assertThat(names(columns(wanted), stored)).containsExactly(wanted);
        }
        assertThat(names(columns("0", "aaa", "z"), stored)).isEmpty();
    }

    @Test
    void versionsAreKeptNewestFirst() {
        byte[] stored = null;
        for (long time : new long[] {5, 9, 7, 1}) {
            Row row = new Row(
                    key,
                    List.of(
                            Cell.put("x", Value.of(time)).at(time),
                            Cell.put("y", Value.of(0)).at(2)),
                    false);
            stored = merge.update(stored, row);
        }
        Row read = RowDecoder.decode(read(Projection.EVERYTHING, stored));
        assertThat(read.cells()).extracting(Cell::timestamp).containsExactly(9L, 7L, 5L, 2L);
        RowReader one = new RowReader(Projection.EVERYTHING, 7, 2);
        assertThat(one.select(stored)).isTrue();
        assertThat(one.cells()).isEqualTo(2);
        assertThat(new RowReader(Projection.EVERYTHING, 10, 3).select(stored)).isFalse();
    }

    @Test
    void filterVectors() {
        byte[] stored = merge.put(new Row(
                key,
                List.of(Cell.put("a", Value.of(5)), Cell.put("b", Value.of(2)), Cell.put("s", Value.of("v"))),
                false));
        byte[] other = merge.put(new Row(
                key,
                List.of(Cell.put("a", Value.of(1)), Cell.put("b", Value.of(2)), Cell.put("s", Value.of("w"))),
                false));
        String equal = "0801121108011201731a0603010000007620012801";
        String between = "08021236080212180801121408031201611a090001000000000000002000280112180801121408061201621a09"
                + "00020000000000000020002801";
        String page = "0803120408011002";
        for (String filter : new String[] {equal, between}) {
            assertThat(names(filtered(filter), stored)).containsExactly("a", "b", "s");
            assertThat(new RowReader(filtered(filter), Long.MIN_VALUE, 3).select(other))
                    .isFalse();
        }
        assertThat(names(filtered(page), stored)).containsExactly("b", "s");
    }

    private static Projection columns(String... names) {
        byte[][] columns = Arrays.stream(names)
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return new Projection(Projection.sorted(columns), true, null, null, Long.MIN_VALUE, Long.MAX_VALUE, 1, null);
    }

    private static Projection filtered(String hex) {
        Filter filter = Filter.of(ByteString.copyFrom(HexFormat.of().parseHex(hex)));
        return new Projection(null, true, null, null, Long.MIN_VALUE, Long.MAX_VALUE, 1, filter);
    }

    private static byte[] read(Projection projection, byte[] stored) {
        ByteOutput out = new ByteOutput(16).putInt(Tag.HEADER);
        assertThat(new RowReader(projection, Long.MIN_VALUE, 3).read(stored, out))
                .isTrue();
        return out.toByteArray();
    }

    private static List<String> names(Projection projection, byte[] stored) {
        return RowDecoder.decode(read(projection, stored)).cells().stream()
                .map(Cell::nameText)
                .toList();
    }
}
