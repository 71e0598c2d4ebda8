package io.datachannels.engine.cli;

import io.datachannels.engine.local.LocalServices;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datax local sql}: makes, fills, empties and removes local MaxCompute tables. */
@Command(
        name = "sql",
        description = {
            "Runs SQL statements in the local MaxCompute and prints what the last one answers.",
            "create, drop and truncate table, add and drop partition, insert values, select columns or count(*), show tables"
                    + " and partitions. For example",
            "  sql \"create table t (id bigint, name string) partitioned by (dt string)\"",
            "  sql \"insert into t partition (dt='20261122') values (1, 'one')\""
        },
        mixinStandardHelpOptions = true)
final class LocalSqlCommand implements Callable<Integer> {
    private final Installation installation;

    @Mixin
    private LocalFolder folder;

    @Parameters(paramLabel = "STATEMENTS", description = "One or more, with a semicolon between.")
    private String statements;

    @Option(
            names = "--project",
            paramLabel = "P",
            defaultValue = "local",
            description = "The project; made if it is not there (default: ${DEFAULT-VALUE}).")
    private String project;

    LocalSqlCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException {
        try (LocalServices services = folder.services(installation)) {
            System.out.print(services.forSystem("odps").sql("odps://" + project, statements));
            System.out.flush();
        }
        return 0;
    }
}
