package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.Problem;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.Job;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Job files from the documents of DataX, of DataWorks and of Tablestore are taken, strictly, and so is every template. */
class SamplesTest {
    private static final Plugins PLUGINS = JobFiles.plugins();

    static Stream<String> names() {
        return JobFiles.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isTaken(String name) {
        ProblemList problems = new ProblemList(true);
        JobSpec job =
                JobFile.parse(name, JobFiles.all().get(name), JobFiles.variables(), JobFiles.datasources(), problems);
        List<String> known = PLUGINS.names();
        if (known.contains(job.reader().name()) && known.contains(job.writer().name())) {
            Job.check(job, PLUGINS, problems);
        }
        assertThat(problems.errors()).as(name).isEmpty();
        assertThat(problems.warnings()).as(name).extracting(Problem::toString).isEmpty();
    }
}
