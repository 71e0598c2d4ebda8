package io.datachannels.engine.cli;

import io.datachannels.engine.demo.DemoTable;
import io.datachannels.engine.run.JobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the launcher runs once to fill the class-data archive: the work of a small job of each kind, in a folder that it then removes. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final String STREAM = """
            {"job": {"setting": {"speed": {"channel": 1}}, "content": [{
              "reader": {"name": "streamreader", "parameter": {"sliceRecordCount": 10,
                "column": [{"value": "text"}, {"value": "1", "type": "long"}]}},
              "writer": {"name": "streamwriter", "parameter": {"print": true}}}]}}
            """;

    private final Installation installation;

    @Parameters(paramLabel = "DIR")
    private Path folder;

    WarmUpCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(folder);
        Path runs = folder.resolve("runs");
        Path job = folder.resolve("stream.json");
        Files.writeString(job, STREAM);
        JobOptions options = JobOptions.in(runs);
        try (StopSignal signal = new StopSignal()) {
            new JobAccess(installation, JobSource.standard(), Optional.empty())
                    .use(job, new JobLaunch(options, new Watches(), signal));
        }
        new DemoTable(installation.plugins(), folder, runs).fill(10);
        JobAccess export = new JobAccess(installation, JobSource.standard(), Optional.of(folder));
        Path template = installation.home().resolve("job-templates").resolve("ots-to-oss.json");
        try (StopSignal signal = new StopSignal()) {
            return signal.ended(export.use(template, new JobLaunch(options.onLocalServices(), new Watches(), signal)));
        }
    }
}
