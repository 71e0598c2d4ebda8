package io.datachannels.testkit;

import io.datachannels.engine.plugin.Plugins;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The source that other tests stand on keeps the contract too; and the contract is seen to hold for every type of cell. */
class MemoryReaderContractTest extends ReaderContract {
    @Override
    protected String folder() {
        return "memory";
    }

    @Override
    protected String name() {
        return "memoryreader";
    }

    @Override
    protected String parameter() {
        return "{}";
    }

    @Override
    Plugins plugins() {
        return Plugins.of(
                Map.of(),
                List.of(new MemoryReaderPlugin(
                        List.of(expected().subList(0, 20), expected().subList(20, 30), List.of()))));
    }

    @Override
    protected List<List<Object>> expected() {
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 0; id < 30; id++) {
            rows.add(
                    id % 4 == 3
                            ? Collections.nCopies(9, null)
                            : Arrays.asList(
                                    id % 2 == 0,
                                    id,
                                    id / 8.0,
                                    BigDecimal.valueOf(id, 3),
                                    "text " + id,
                                    ByteBuffer.wrap(new byte[] {(byte) id}),
                                    LocalDate.of(2026, 1, 1).plusDays(id),
                                    Instant.parse("2026-01-02T03:04:05.123456789Z")
                                            .plusSeconds(id),
                                    new Rows.Json("[" + id + "]")));
        }
        return rows;
    }
}
