package io.datachannels.plugins.odps;

import io.datachannels.testkit.Rows;
import io.datachannels.testkit.WriterContract;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With truncate, into a table without partitions. */
class OdpsWriterContractTest extends WriterContract {
    static final String COLUMNS =
            "id bigint not null, bool boolean, `long` bigint, `double` double, `decimal` decimal(38,18), text string, bytes binary, `date` date, `timestamp` timestamp, `json` json";

    @RegisterExtension
    final Project project = new Project();

    @BeforeEach
    void table() {
        project.sql("create table t (" + COLUMNS + ")");
    }

    @Override
    protected String folder() {
        return "odps";
    }

    @Override
    protected String name() {
        return "odpswriter";
    }

    @Override
    protected String parameter() {
        return "{" + project.connection()
                + ", \"table\": \"t\", \"column\": [\"*\"], \"truncate\": true, \"allowEmptyOverwrite\": true}";
    }

    @Override
    protected List<List<Object>> visible() {
        return project.rows("t", null).stream()
                .map(OdpsWriterContractTest::plain)
                .toList();
    }

    @Override
    protected List<Object> refused(long id) {
        List<Object> row = new ArrayList<>(sample(id));
        row.set(0, null);
        return row;
    }

    @Override
    protected List<Object> stored(List<Object> row) {
        return plain(row);
    }

    /** Decimals without their noughts, and JSON as text. */
    static List<Object> plain(List<Object> row) {
        List<Object> plain = new ArrayList<>();
        for (Object each : row) {
            if (each instanceof BigDecimal decimal) {
                plain.add(decimal.stripTrailingZeros());
            } else {
                plain.add(each instanceof Rows.Json json ? json.text() : each);
            }
        }
        return plain;
    }
}
