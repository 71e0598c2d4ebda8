package io.datachannels.engine.run;

import java.util.ArrayList;
import java.util.List;

/** What a job's parts are known by: reader, transformers, writer, and the formats and zone by which values become text. */
record JobPrint(String reader, String transformers, String writer, String formats) {
    /** The parts that the other has otherwise, for people. */
    List<String> differences(JobPrint other) {
        List<String> names = new ArrayList<>();
        compare("reader", reader, other.reader, names);
        compare("transformers", transformers, other.transformers, names);
        compare("writer", writer, other.writer, names);
        compare("formats or time zone", formats, other.formats, names);
        return names;
    }

    private static void compare(String name, String one, String other, List<String> names) {
        if (!one.equals(other)) {
            names.add(name);
        }
    }
}
