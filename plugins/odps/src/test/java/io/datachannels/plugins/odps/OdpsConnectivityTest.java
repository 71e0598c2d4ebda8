package io.datachannels.plugins.odps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.ConnectivityCheck;
import io.datachannels.spi.JobFailure;
import io.datachannels.testkit.PluginUnderTest;
import io.datachannels.testkit.TestTask;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OdpsConnectivityTest {
    @RegisterExtension
    final Project project = new Project();

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(ConnectivityCheck.class))
                .singleElement()
                .satisfies(each -> assertThat(each.system()).isEqualTo("odps"));
    }

    @Test
    void saysWhatWorks() {
        assertThat(new OdpsConnectivity().check(project.access(), TestTask.first()))
                .isEqualTo(project.endpoint()
                        + " is reached, the key local is accepted, the project p has no tables, its tunnel is "
                        + project.endpoint());
        project.sql("create table b (a bigint); create table a (a bigint)");
        String tunnel = project.endpoint().replace("127.0.0.1", "localhost");
        Access other = project.access(", \"tunnelServer\": \"" + tunnel + "/\"");
        assertThat(new OdpsConnectivity().check(other, TestTask.first()))
                .endsWith("has the tables a, b, its tunnel is " + tunnel);
    }

    @Test
    void saysWhatDoesNot() {
        Access wrong = PluginUnderTest.config(Access.class, "{" + project.connection("other") + "}");
        assertThatThrownBy(() -> new OdpsConnectivity().check(wrong, TestTask.first()))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("ODPS-0410042")
                .satisfies(each -> assertThat(((JobFailure) each).action()).contains("accessKey"));
    }
}
