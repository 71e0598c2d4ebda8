package io.datachannels.engine.demo;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;

/** The orders of the demo: made-up rows with every type of cell, nulls, and text that csv must quote. The same on every call. */
final class Orders {
    private static final String[] REGIONS = {"east", "north", "south", "west"};
    private static final String[] CUSTOMERS = {
        "Miller & Sons", "O'Hara, Inc.", "Åse Øvergård", "王小明", "\"Quick\" Couriers", "Zoë 🚲 Bikes", "  Blank  ", "\\N"
    };
    private static final String[] NOTES = {
        null,
        "",
        "leave at the door",
        "call first, then ring",
        "says \"urgent\"",
        "two\nlines",
        "tab\there",
        "null",
        "\\N"
    };
    private static final long FIRST_DAY_MILLIS = 1_767_225_600_000L;
    private static final String NULL = "\\N";

    private Orders() {}

    /** The orders as csv without a header: region, id, customer, amount, quantity, paid, note, ordered at, signature. */
    static InputStream csv(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder csv = new StringBuilder();
        for (int id = 1; id <= rows; id++) {
            csv.append(REGIONS[random.nextInt(REGIONS.length)])
                    .append(',')
                    .append(id)
                    .append(',');
            csv.append(text(CUSTOMERS[random.nextInt(CUSTOMERS.length)])).append(',');
            csv.append(String.format(Locale.ROOT, "%.2f", random.nextDouble(1, 5000)))
                    .append(',');
            csv.append(random.nextInt(10) == 0 ? NULL : random.nextInt(1, 100)).append(',');
            csv.append(random.nextInt(10) == 0 ? NULL : random.nextBoolean()).append(',');
            csv.append(text(NOTES[random.nextInt(NOTES.length)])).append(',');
            csv.append(FIRST_DAY_MILLIS + random.nextLong(28_000_000_000L)).append(',');
            csv.append(random.nextInt(3) == 0 ? NULL : signature(random)).append('\n');
        }
        return new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String value) {
        return value == null ? NULL : '"' + value.replace("\"", "\"\"") + '"';
    }

    private static String signature(SplittableRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
