package io.datachannels.engine.cli;

import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.json.Records;
import io.datachannels.engine.report.ReportPage;
import io.datachannels.engine.report.ReportText;
import io.datachannels.engine.run.RunHistory;
import io.datachannels.engine.run.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datax report RUN}: the report of a run, again. */
@Command(
        name = "report",
        description = "Prints the report of a run again.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    private final Installation installation;

    @Parameters(paramLabel = "RUN", description = "The run's id, or last for the newest.")
    private String run;

    @ArgGroup
    private Form form = new Form();

    @Mixin
    private RunsFolder runs;

    /** In which form. */
    static final class Form {
        @Option(names = "--html", description = "Say where it is as a page, which is drawn if it is not there.")
        private boolean html;

        @Option(names = "--json", description = "Print it as JSON, as report.json in the run folder has it.")
        private boolean json;
    }

    ReportCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        RunHistory history = runs.history(installation);
        RunReport report = history.report(run);
        if (form.json) {
            System.out.println(JsonText.pretty(Records.toJson(report)));
        } else if (form.html) {
            Path page = history.folder(run).resolve(ReportPage.FILE);
            if (!Files.exists(page)) {
                ReportPage.write(report, page.getParent());
            }
            System.out.println(page.toAbsolutePath().normalize());
        } else {
            System.out.print(new ReportText(ZoneId.systemDefault()).of(report));
        }
        System.out.flush();
        return 0;
    }
}
