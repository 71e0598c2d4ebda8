package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.STRING;
import static io.datachannels.plugins.ots.Tables.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.tablestore.TablestoreEmulator;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.Writer;
import io.datachannels.testkit.TestTask;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What cannot work is told before anything moves, with what to do about it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenFailureTest {
    @AutoClose
    private final Tables tables = new Tables();

    @BeforeAll
    void fill() {
        tables.create("orders", key("id", STRING));
        tables.create("customers", key("id", STRING));
    }

    @AfterEach
    void heal() {
        tables.emulator().faults().clear();
    }

    @Test
    void namesTheTableThatWasMeant() {
        JobFailure failure = failure(new ReaderJob(tables, "order", "id"));
        assertThat(failure)
                .hasMessageContaining("the table order does not exist")
                .hasMessageContaining("instance inst at http://127.0.0.1")
                .hasMessageContaining("OTSObjectNotExist")
                .hasMessageContaining("(request ");
        assertThat(failure.action()).isEqualTo("Did you mean \"orders\"?");
        WriterJob writer = new WriterJob(tables, "costumers").key("id", "string");
        JobFailure writing = catchThrowableOfType(JobFailure.class, writer::open);
        assertThat(writing.action()).isEqualTo("Did you mean \"customers\"?");
    }

    @Test
    void namesTheTablesThatThereAre() {
        assertThat(failure(new ReaderJob(tables, "something", "id")).action())
                .isEqualTo("The instance has the tables customers, orders.");
        ReaderJob elsewhere = new ReaderJob(tables, "orders", "id");
        elsewhere.instance = "another";
        assertThat(failure(elsewhere).action()).isEqualTo("The instance has no tables; check instanceName.");
    }

    @Test
    void namesTheKeyThatIsUnknownButNoSecret() {
        ReaderJob job = new ReaderJob(tables, "orders", "id");
        job.accessId = "someone";
        job.accessKey = "marker-secret";
        JobFailure failure = failure(job);
        assertThat(failure).hasMessageContaining("OTSAuthFailed: The AccessKeyID does not exist.");
        assertThat(failure.action()).isEqualTo("Check accessId and accessKey; the key that was used is someone.");
        assertThat(failure.toString() + failure.action() + failure.getCause()).doesNotContain("marker-secret");
    }

    @Test
    void saysThatTheSecretIsWrong() {
        WriterJob job = new WriterJob(tables, "orders").key("id", "string");
        job.accessKey = "marker-secret";
        JobFailure failure = catchThrowableOfType(JobFailure.class, job::open);
        assertThat(failure).hasMessageContaining("OTSAuthFailed: Signature mismatch.");
        assertThat(failure.action()).contains("the key that was used is local");
        assertThat(failure.toString() + failure.action() + failure.getCause()).doesNotContain("marker-secret");
    }

    @Test
    void doesNotWaitForAHostThatHasNoAddress() {
        ReaderJob job = new ReaderJob(tables, "orders", "id");
        job.endpoint = "http://no-such-host.invalid";
        TestTask task = TestTask.first();
        JobFailure failure = catchThrowableOfType(JobFailure.class, () -> job.open(task));
        assertThat(failure).hasMessageContaining("no-such-host.invalid");
        assertThat(failure.action()).isEqualTo("Check endpoint.");
        assertThat(task.retried()).isEmpty();
    }

    @Test
    void asksAgainWhereNobodyListens() {
        String gone;
        try (TablestoreEmulator other = TablestoreEmulator.inMemory().start()) {
            gone = other.endpoint().toString();
        }
        ReaderJob job = new ReaderJob(tables, "orders", "id");
        job.endpoint = gone;
        TestTask task = TestTask.first();
        assertThat(catchThrowableOfType(TransientFailure.class, () -> job.open(task)))
                .hasMessageContaining(gone + " could not be asked");
        assertThat(task.retried()).hasSize(4).containsOnly("DescribeTable");
    }

    @Test
    void asksAgainWhereTheServiceIsBusy() {
        tables.emulator()
                .faults()
                .add(Fault.of("DescribeTable", Fault.Kind.THROTTLE).times(2));
        TestTask task = TestTask.first();
        try (Reader reader = new ReaderJob(tables, "orders", "id").open(task)) {
            assertThat(reader.schema().size()).isEqualTo(1);
        }
        assertThat(task.retried()).hasSizeGreaterThanOrEqualTo(2).containsOnly("DescribeTable");
    }

    @Test
    void givesUpOnASilentService() {
        tables.emulator()
                .faults()
                .add(Fault.latency("DescribeTable", Duration.ofSeconds(3)).times(1));
        ReaderJob job = new ReaderJob(tables, "orders", "id");
        job.timeout = 300;
        TestTask task = TestTask.first();
        try (Reader reader = job.open(task)) {
            assertThat(reader.plan(1)).hasSize(1);
        }
        assertThat(task.retried()).isNotEmpty().containsOnly("DescribeTable");
    }

    @Test
    void takesATemporaryKey() {
        ReaderJob job = new ReaderJob(tables, "orders", "id");
        job.securityToken = "token";
        assertThat(job.rows(1)).isEmpty();
    }

    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 3; i++) {
            failure(new ReaderJob(tables, "order", "id"));
            new ReaderJob(tables, "orders", "id").rows(1);
            WriterJob writer = new WriterJob(tables, "orders").key("id", "string");
            writer.write(List.of(List.of("k")));
            Writer open = writer.open();
            Thread.currentThread().interrupt();
            open.close();
            assertThat(Thread.interrupted()).isTrue();
        }
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        for (Thread thread : left) {
            if (!thread.getName().contains("tablestore")) {
                thread.join(5000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private static JobFailure failure(ReaderJob job) {
        return catchThrowableOfType(JobFailure.class, job::open);
    }
}
