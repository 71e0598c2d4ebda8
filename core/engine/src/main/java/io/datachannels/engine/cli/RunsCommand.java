package io.datachannels.engine.cli;

import io.datachannels.engine.report.TextTable;
import io.datachannels.engine.run.RunSummary;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code datax runs}: what was run, and what came of it. */
@Command(
        name = "runs",
        description = {
            "Lists the runs, the newest first: what came of each, its rows and its time.",
            "One that died can be resumed where it says so; the report of one: datax.sh report RUN."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunsCommand implements Callable<Integer> {
    private static final int WIDEST = 60;
    private static final DateTimeFormatter TIMES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Installation installation;

    @Mixin
    private RunsFolder runs;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int most;

    RunsCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        List<RunSummary> newest = runs.history(installation).newest(most);
        if (newest.isEmpty()) {
            System.out.println("There are no runs in " + runs.in(installation) + " yet.");
            return 0;
        }
        TextTable table = new TextTable(WIDEST);
        table.row(List.of("RUN", "STARTED", "OUTCOME", "ROWS", "TIME", "RESUME", "JOB"));
        for (RunSummary each : newest) {
            table.row(List.of(
                    each.id(),
                    TIMES.format(each.started().atZone(ZoneId.systemDefault())),
                    each.state(),
                    each.rows() < 0 ? "-" : String.format(Locale.ROOT, "%,d", each.rows()),
                    each.millis() < 0 ? "-" : String.format(Locale.ROOT, "%.1f s", each.millis() / 1000.0),
                    each.resumable() ? "yes" : "-",
                    each.job() == null ? "-" : each.job()));
        }
        System.out.print(table);
        return 0;
    }
}
