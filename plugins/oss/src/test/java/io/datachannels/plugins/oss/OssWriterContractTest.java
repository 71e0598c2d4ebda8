package io.datachannels.plugins.oss;

import io.datachannels.testkit.Rows;
import io.datachannels.testkit.WriterContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;

class OssWriterContractTest extends WriterContract {
    @RegisterExtension
    final Oss oss = store();

    Oss store() {
        return new Oss();
    }

    @Override
    protected String folder() {
        return "oss";
    }

    @Override
    protected String name() {
        return "osswriter";
    }

    @Override
    protected String parameter() {
        return """
                {%s, "object": "out"}
                """.formatted(oss.json());
    }

    @Override
    protected List<List<Object>> visible() {
        return ReadRun.all(oss.reader("out__*").with("successOnNoObject", true));
    }

    @Override
    protected Object everything() {
        TreeMap<String, String> content = new TreeMap<>();
        oss.keys().forEach(each -> content.put(each, oss.text(each)));
        return List.of(content, oss.uploads());
    }

    /** Everything is text in csv. */
    @Override
    protected List<Object> stored(List<Object> row) {
        List<Object> texts = new ArrayList<>();
        for (Object each : row) {
            if (each instanceof ByteBuffer bytes) {
                texts.add(new String(bytes.array(), StandardCharsets.UTF_8));
            } else if (each instanceof Instant instant) {
                texts.add(instant.toString().replace('T', ' ').replace("Z", ""));
            } else if (each instanceof Rows.Json json) {
                texts.add(json.text());
            } else {
                texts.add(each == null ? null : each.toString());
            }
        }
        return texts;
    }
}
