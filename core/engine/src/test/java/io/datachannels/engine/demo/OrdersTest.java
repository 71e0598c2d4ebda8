package io.datachannels.engine.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.local.AnyDatasource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static String csv(int rows) throws IOException {
        try (InputStream in = Orders.csv(rows)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void areTheSameOnEveryCallAndInEveryLocale() throws IOException {
        String once = csv(500);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(csv(500)).isEqualTo(once);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(csv(1000)).startsWith(once);
    }

    @Test
    void holdWhatCsvFindsHard() throws IOException {
        assertThat(csv(500)).contains("\"\\N\"", ",\\N,", "\"\"Quick\"\" Couriers", "two\nlines", "王小明", "🚲");
    }

    @Test
    void theJobThatFillsTheTableIsRight() throws IOException {
        try (InputStream in = DemoTable.class.getResourceAsStream("fill-orders.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            ProblemList problems = new ProblemList(true);
            JobSpec spec = JobFile.parse(
                    "fill-orders.json", text, Variables.none(), new AnyDatasource(Datasources.none()), problems);
            assertThat(problems.all()).isEmpty();
            assertThat(spec.reader().name()).isEqualTo("ossreader");
            assertThat(spec.writer().name()).isEqualTo("otswriter");
        }
    }
}
