package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random keys, ranges, directions and cuts: what is read is what a plain filter over all keys gives, in order. */
class RangePropertyTest {
    private static final int TRIALS = 120;

    private record Key(KeyPart p, KeyPart q) {
        List<KeyPart> parts() {
            return List.of(p, q);
        }
    }

    @ParameterizedTest
    @EnumSource(PrimaryKeyType.class)
    void theUnionOfAllSplitsIsTheRange(PrimaryKeyType type) {
        Random random = new Random(type.ordinal());
        try (Tables tables = new Tables()) {
            List<Key> keys = fill(tables, type, random);
            for (int trial = 0; trial < TRIALS; trial++) {
                boolean backward = random.nextBoolean();
                KeyRange range = range(type, backward, random);
                if (range.isEmpty()) {
                    continue;
                }
                List<KeyItem> cuts = cuts(type, range, random);
                ReaderJob job = new ReaderJob(tables, "t", "p", "q")
                        .range(items(range.begin()), items(range.end()), cuts.toArray(KeyItem[]::new));
                List<Key> expected = new ArrayList<>(keys);
                expected.removeIf(key -> !isIn(range, key));
                if (backward) {
                    Collections.reverse(expected);
                }
                assertThat(read(job, type))
                        .as("%s cut at %s", range.describe(), cuts)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Key> fill(Tables tables, PrimaryKeyType type, Random random) {
        tables.create("t", Tables.key("p", type), Tables.key("q", INTEGER));
        Set<Key> keys = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            keys.add(new Key(part(type, random), KeyPart.of(random.nextInt(4) - 2)));
        }
        List<RowPutChange> rows = new ArrayList<>();
        for (Key key : keys) {
            rows.add(new RowPutChange(
                    "t",
                    new PrimaryKey(List.of(
                            new PrimaryKeyColumn("p", key.p.toSdk()), new PrimaryKeyColumn("q", key.q.toSdk())))));
        }
        tables.put(rows);
        List<Key> sorted = new ArrayList<>(keys);
        sorted.sort(Comparator.comparing(Key::p).thenComparing(Key::q));
        return sorted;
    }

    private static boolean isIn(KeyRange range, Key key) {
        return KeyRange.compare(range.begin(), key.parts()) == 0 || range.isInside(key.parts());
    }

    private static KeyRange range(PrimaryKeyType type, boolean backward, Random random) {
        List<KeyPart> one = bound(type, random);
        List<KeyPart> two = bound(type, random);
        boolean swap = KeyRange.compare(one, two) > 0 != backward;
        return swap ? new KeyRange(two, one) : new KeyRange(one, two);
    }

    private static List<KeyPart> bound(PrimaryKeyType type, Random random) {
        return List.of(infiniteOr(part(type, random), random), infiniteOr(KeyPart.of(random.nextInt(4) - 2), random));
    }

    private static KeyPart infiniteOr(KeyPart part, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> KeyPart.MIN;
            case 1 -> KeyPart.MAX;
            default -> part;
        };
    }

    private static List<KeyItem> cuts(PrimaryKeyType type, KeyRange range, Random random) {
        Set<KeyPart> cuts = new HashSet<>();
        int wanted = random.nextInt(6);
        for (int i = 0; i < wanted; i++) {
            KeyPart cut = part(type, random);
            if (range.isInside(List.of(cut, KeyPart.MIN))) {
                cuts.add(cut);
            }
        }
        List<KeyPart> sorted = new ArrayList<>(cuts);
        sorted.sort(range.isBackward() ? Comparator.reverseOrder() : Comparator.naturalOrder());
        return items(sorted);
    }

    private static List<KeyItem> items(List<KeyPart> parts) {
        return parts.stream()
                .map(part -> new KeyItem(part.type().toString(), part.value()))
                .toList();
    }

    private static List<Key> read(ReaderJob job, PrimaryKeyType type) {
        return job.rows(1).stream()
                .map(row -> new Key(ofCell(row.get(0), type), KeyPart.of((long) row.get(1))))
                .toList();
    }

    private static KeyPart ofCell(Object cell, PrimaryKeyType type) {
        return switch (type) {
            case INTEGER -> KeyPart.of((long) cell);
            case STRING -> new KeyPart(KeyType.STRING, (String) cell);
            default -> new KeyPart(KeyType.BINARY, Base64.getEncoder().encodeToString((byte[]) cell));
        };
    }

    /** Few distinct values, with common prefixes, and of texts such that UTF-8 and UTF-16 order differently. */
    private static KeyPart part(PrimaryKeyType type, Random random) {
        if (type == INTEGER) {
            long[] some = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1};
            return KeyPart.of(random.nextInt(8) == 0 ? some[random.nextInt(4)] : random.nextInt(60) - 30);
        }
        String[] letters = {"a", "b", "é", "\uFFFD", "\uD83D\uDE00", "\u0000"};
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            text.append(letters[random.nextInt(letters.length)]);
        }
        return type == PrimaryKeyType.STRING
                ? new KeyPart(KeyType.STRING, text.toString())
                : new KeyPart(
                        KeyType.BINARY,
                        Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
