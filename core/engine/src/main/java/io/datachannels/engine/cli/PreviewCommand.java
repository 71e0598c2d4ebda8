package io.datachannels.engine.cli;

import io.datachannels.engine.report.TextTable;
import io.datachannels.engine.run.Preview;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datax preview JOB.json}: the first rows of a job. */
@Command(
        name = "preview",
        description = {
            "Shows the first rows that a job would write, after its transformers, with the types of their cells.",
            "The writer is not opened, and nothing is written."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PreviewCommand implements Callable<Integer> {
    private static final int WIDEST = 40;
    private static final int MOST = 10_000;
    private static final int REJECTED_SHOWN = 10;

    private final Installation installation;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "JOB.json", description = "The job file.")
    private Path job;

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many rows, 1..10000 (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--width",
            paramLabel = "N",
            defaultValue = "40",
            description = "How many characters of a cell are shown, 1..200 (default: ${DEFAULT-VALUE}).")
    private int width = WIDEST;

    @Mixin
    private JobFileOptions file;

    @Mixin
    private LocalOptions local;

    PreviewCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        if (rows < 1 || rows > MOST) {
            throw new ParameterException(command.commandLine(), "-n must be 1.." + MOST + ", got " + rows);
        }
        if (width < 1) {
            throw new ParameterException(command.commandLine(), "--width must be 1..200, got " + width);
        }
        return new JobAccess(installation, file.source(installation), local.folder(installation))
                .use(job, (spec, plugins, problems) -> {
                    print(Preview.of(spec, plugins, problems, rows));
                    return 0;
                });
    }

    private void print(Preview.Table preview) {
        TextTable table = new TextTable(width).row(preview.columns()).row(preview.types());
        for (List<String> each : preview.rows()) {
            List<String> cells = new ArrayList<>();
            each.forEach(cell -> cells.add(cell == null ? "null" : cell));
            table.row(cells);
        }
        System.out.print(table);
        int count = preview.rows().size();
        System.out.println(count + (count == 1 ? " row" : " rows") + (count < rows ? "; there are no more." : "."));
        if (!preview.rejected().isEmpty()) {
            System.out.println(
                    "Rows set aside on the way: " + preview.rejected().size());
            preview.rejected().stream().limit(REJECTED_SHOWN).forEach(each -> System.out.println("  " + each));
        }
    }
}
