package io.datachannels.engine.run;

import io.datachannels.spi.DirtyRow;
import io.datachannels.spi.DirtySink;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sends dirty rows where the job wants them besides the run folder. Safe for use from any thread. */
final class DirtyOutlet {
    private static final int ROWS_AT_ONCE = 200;

    private final Opened<DirtySink> sink;
    private final String run;

    DirtyOutlet(Opened<DirtySink> sink, String run) {
        this.sink = sink;
        this.run = run;
    }

    /** Sends the lines of a file, one task's rows, and returns when they are durable there. */
    synchronized void send(Path part) throws IOException {
        List<DirtyRow> rows = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(part, StandardCharsets.UTF_8)) {
            long number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows.add(DirtyLine.read(line, run, number++));
                if (rows.size() == ROWS_AT_ONCE) {
                    send(rows);
                    rows.clear();
                }
            }
        }
        if (!rows.isEmpty()) {
            send(rows);
        }
    }

    private void send(List<DirtyRow> rows) {
        List<DirtyRow> sent = List.copyOf(rows);
        sink.tell(each -> each.write(sent));
    }
}
