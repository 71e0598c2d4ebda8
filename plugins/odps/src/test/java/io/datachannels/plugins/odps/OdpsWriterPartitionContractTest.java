package io.datachannels.plugins.odps;

import io.datachannels.testkit.WriterContract;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Adds to one partition of several; the others stay as they are. */
class OdpsWriterPartitionContractTest extends WriterContract {
    @RegisterExtension
    final Project project = new Project();

    @BeforeEach
    void table() {
        project.sql("create table t (" + OdpsWriterContractTest.COLUMNS + ") partitioned by (dt string, hh bigint);"
                + " alter table t add partition (dt='20240101', hh='1');"
                + " insert into t partition (dt='20240102', hh='2') (id) values (-1)");
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
                + ", \"table\": \"t\", \"column\": [\"ID\", \"bool\", \"long\", \"double\", \"decimal\", \"text\", \"bytes\", \"date\", \"timestamp\", \"json\"],"
                + " \"truncate\": false, \"partition\": \" hh = 1 / dt = '20240101' \", \"compress\": \"zstd\"}";
    }

    @Override
    protected boolean replaces() {
        return false;
    }

    @Override
    protected List<List<Object>> visible() {
        return project.rows("t", "dt=20240101,hh=1").stream()
                .map(OdpsWriterContractTest::plain)
                .toList();
    }

    @Override
    protected Object everything() {
        TreeMap<String, Object> all = new TreeMap<>();
        for (String each : project.sql("show partitions t").split("\n")) {
            all.put(each, project.rows("t", each.replace('/', ',')));
        }
        return all;
    }

    @Override
    protected List<Object> refused(long id) {
        List<Object> row = new ArrayList<>(sample(id));
        row.set(3, "no number");
        return row;
    }

    @Override
    protected List<Object> stored(List<Object> row) {
        return OdpsWriterContractTest.plain(row);
    }
}
