package io.datachannels.engine.demo;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.local.AnyDatasource;
import io.datachannels.engine.local.LocalServices;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.JobOptions;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.FatalFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Fills the table {@code orders} of the local Tablestore with the demo's rows, by a job like any other. */
public final class DemoTable {
    private static final String TABLE = "ots://local/orders";
    private static final String SOURCE = "oss://local/demo/orders.csv";
    private static final String DESCRIPTION = "key=region:STRING,id:INTEGER";

    private final Plugins plugins;
    private final Path localData;
    private final Path runs;

    public DemoTable(Plugins plugins, Path localData, Path runs) {
        this.plugins = plugins;
        this.localData = localData;
        this.runs = runs;
    }

    /** Makes the table if it is not there, and puts the first so many rows into it; other rows stay. */
    public void fill(int rows) throws IOException {
        try (LocalServices services = new LocalServices(plugins, localData)) {
            services.forSystem("oss").put(SOURCE, Orders.csv(rows));
            if (!services.forSystem("ots").list(TABLE).contains(TABLE)) {
                services.forSystem("ots")
                        .put(TABLE, new ByteArrayInputStream(DESCRIPTION.getBytes(StandardCharsets.UTF_8)));
            }
            ProblemList problems = new ProblemList(true);
            JobSpec spec = JobFile.parse(
                    "fill-orders.json", text(), Variables.none(), new AnyDatasource(Datasources.none()), problems);
            RunReport report =
                    new Job(services.answer(spec), plugins, JobOptions.in(runs).onLocalServices(), problems).run();
            if (report.outcome() != Outcome.DONE) {
                throw new FatalFailure(report.failure(), report.action());
            }
        }
    }

    private static String text() throws IOException {
        try (InputStream in = DemoTable.class.getResourceAsStream("fill-orders.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
