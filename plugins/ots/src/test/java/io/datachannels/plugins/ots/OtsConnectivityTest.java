package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import io.datachannels.spi.JobFailure;
import io.datachannels.testkit.TestTask;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OtsConnectivityTest {
    @AutoClose
    private final Tables tables = new Tables();

    private final OtsConnectivity check = new OtsConnectivity();

    @Test
    void saysWhatWorks() {
        Access access = new ReaderJob(tables, "any").config().access();
        assertThat(check.check(access, TestTask.first()))
                .isEqualTo(
                        tables.endpoint() + " is reached, the key local is accepted, the instance inst has no tables");
        tables.create("b", Tables.key("id", PrimaryKeyType.INTEGER));
        tables.create("a", Tables.key("id", PrimaryKeyType.INTEGER));
        assertThat(check.check(access, TestTask.first())).endsWith("has the tables a, b");
    }

    @Test
    void saysThatTheKeyIsRefused() {
        ReaderJob job = new ReaderJob(tables, "any");
        job.accessKey = "other";
        Access access = job.config().access();
        assertThatThrownBy(() -> check.check(access, TestTask.first()))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("OTSAuthFailed");
    }
}
