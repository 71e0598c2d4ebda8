package io.datachannels.engine.cli;

import io.datachannels.engine.demo.DemoTable;
import io.datachannels.engine.local.LocalServices;
import io.datachannels.engine.run.JobOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code datax demo}: the README's first command. */
@Command(
        name = "demo",
        description = "Fills a local table with made-up orders and exports it to local objects, without any account.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int ROWS = 10_000;

    private final Installation installation;

    @Mixin
    private LocalFolder folder;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where run folders are made (default: runs of the installation).")
    private Path runs;

    DemoCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException {
        Path data = folder.of(installation);
        Path runFolders = runs == null ? installation.runs() : runs;
        System.out.printf("Filling the table orders with %,d rows in %s/tablestore ...%n", ROWS, shown(data));
        new DemoTable(installation.plugins(), data, runFolders).fill(ROWS);
        Path template = installation.home().resolve("job-templates").resolve("ots-to-oss.json");
        System.out.printf("Exporting it: bin/datax.sh %s --local%n", shown(template));
        JobAccess access = new JobAccess(installation, JobSource.standard(), Optional.of(data));
        JobOptions options = JobOptions.in(runFolders).onLocalServices();
        try (StopSignal signal = new StopSignal()) {
            int code = access.use(template, new JobLaunch(options, new Watches(), signal));
            if (code == 0) {
                explain(data);
            }
            return signal.ended(code);
        }
    }

    private void explain(Path data) throws IOException {
        System.out.printf("%nThe objects are plain files under %s/oss:%n", shown(data));
        try (LocalServices services = folder.services(installation)) {
            services.forSystem("oss").list("oss://local/backup/").forEach(line -> System.out.println("  " + line));
        }
        System.out.print("""

                What to try next:
                  bin/datax.sh local cat oss://local/backup/orders__00000.csv | head    look at an object
                  bin/datax.sh local table orders --rows 3                               look at the table
                  bin/datax.sh job-templates/oss-to-ots.json --local                     restore the table from the objects
                  bin/datax.sh job-templates/ots-to-oss.json --local --dry-run           see the plan, change nothing
                Break it: write "tabel" for "table" in a copy of the template, or kill -9 an export while it runs,
                and see what the next run says.
                """);
    }

    /** Relative to where the user stands, if that is shorter. */
    private static Path shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
