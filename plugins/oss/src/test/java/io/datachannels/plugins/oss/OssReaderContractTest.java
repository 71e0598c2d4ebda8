package io.datachannels.plugins.oss;

import io.datachannels.testkit.ReaderContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class OssReaderContractTest extends ReaderContract {
    private static final int OBJECTS = 3;
    private static final int ROWS = 40;

    @RegisterExtension
    final Oss oss = store();

    Oss store() {
        return new Oss();
    }

    @BeforeEach
    void fill() {
        for (int object = 0; object < OBJECTS; object++) {
            StringBuilder csv = new StringBuilder("id,text,amount\n");
            for (int row = 0; row < ROWS; row++) {
                csv.append(id(object, row))
                        .append(",\"a, \"\"b\"\"\n\",")
                        .append(row % 5 == 0 ? "\\N" : row + ".5")
                        .append('\n');
            }
            oss.put("in/part" + object + ".csv", csv.toString());
        }
        oss.put("in/empty.csv", "");
        oss.put("in/wide.csv", "id,text,amount\n1," + "x".repeat(WIDE) + ",1\n");
        oss.put("in/dirty.csv", "id,text,amount\n1,a,1\nno number,b,2\n3,c,3\n");
    }

    private static long id(int object, int row) {
        return object * 1000L + row;
    }

    @Override
    protected String folder() {
        return "oss";
    }

    @Override
    protected String name() {
        return "ossreader";
    }

    @Override
    protected String parameter() {
        return parameter("in/part*.csv");
    }

    @Override
    protected String emptyParameter() {
        return parameter("in/empty.csv");
    }

    @Override
    protected String wideParameter() {
        return parameter("in/wide.csv");
    }

    @Override
    protected String dirtyParameter() {
        return parameter("in/dirty.csv");
    }

    private String parameter(String objects) {
        return """
                {%s, "object": ["%s"],
                 "skipHeader": true, "column": [{"index": 0, "type": "long"}, {"index": 1},
                 {"index": 2, "type": "double"}, {"value": "x"}]}
                """.formatted(oss.json(), objects);
    }

    @Override
    protected List<List<Object>> expected() {
        List<List<Object>> rows = new ArrayList<>();
        for (int object = 0; object < OBJECTS; object++) {
            for (int row = 0; row < ROWS; row++) {
                rows.add(Arrays.asList(id(object, row), "a, \"b\"\n", row % 5 == 0 ? null : row + 0.5, "x"));
            }
        }
        return rows;
    }
}
