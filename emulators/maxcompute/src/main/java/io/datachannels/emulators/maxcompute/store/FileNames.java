package io.datachannels.emulators.maxcompute.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.StringJoiner;

/** Texts as file names: percent-encoded where they are not plain. */
final class FileNames {
    private FileNames() {}

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("*", "%2A").replace(".", "%2E");
    }

    static String decode(String name) {
        return URLDecoder.decode(name, UTF_8);
    }

    /** The folder of a partition, {@code dt=2024,hh=01}. */
    static String of(PartitionSpec partition) {
        StringJoiner joined = new StringJoiner(",");
        for (Map.Entry<String, String> each : partition.values().entrySet()) {
            joined.add(encode(each.getKey()) + "=" + encode(each.getValue()));
        }
        return joined.toString();
    }
}
