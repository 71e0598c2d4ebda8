package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way of the objects: names, visibility, commit, abort, and what happens when the service fails. */
class OssWriterTest {
    private static final Schema TWO = Batches.schema("id", "name");
    private static final List<List<Object>> ROWS = List.of(row(1, "a"), row(2, "b"));

    @RegisterExtension
    final Oss oss = store();

    Oss store() {
        return new Oss();
    }

    @Test
    void keysOfManyCharactersAreWrittenAndRemoved() {
        String object = "w/a b+c%20&<é>\"'#?=😀";
        oss.put(object, "old");
        oss.put(object + "__00007.csv", "old");
        try (WriteRun run = WriteRun.open(oss.writer(object), Batches.schema("a"))) {
            run.task(List.of(row("x"))).commit();
        }
        assertThat(oss.keys()).containsExactly(object + "__00000.csv");
    }

    @Test
    void aStoreThatIsFullIsNotWaitedFor() {
        oss.fault("UploadPart:error,status=507,code=InsufficientStorage");
        try (WriteRun run = WriteRun.open(oss.writer("t"), Batches.schema("a"))) {
            assertThatThrownBy(() -> run.task(List.of(row("x"))))
                    .isInstanceOf(FatalFailure.class)
                    .hasNoCause()
                    .satisfies(each -> assertThat(((Failure) each).action()).startsWith("Make room"));
        }
    }

    /** Some stores of S3 take no others. */
    @Test
    void allPartsButTheLastAreOfOneSize() {
        int size = oss.leastBlock() << 20;
        String cell = "x".repeat(size / 2 + 77);
        Parameters parameters = oss.writer("t").with("blockSizeInMB", oss.leastBlock());
        try (WriteRun run = WriteRun.open(parameters, Batches.schema("a"))) {
            run.task(List.of(row(cell), row(cell), row(cell), row(cell + cell + cell + cell)));
            List<Part> parts = run.report(0).parts();
            assertThat(parts).hasSize(4);
            assertThat(parts.subList(0, 3)).extracting(Part::size).containsOnly((long) size);
            run.commit();
        }
        assertThat(oss.bytes("t__00000.csv")).hasSize(7 * (cell.length()) + 4);
    }

    @Test
    void nothingIsVisibleBeforeTheCommit() {
        try (WriteRun run = WriteRun.open(oss.writer("out/t"), TWO)) {
            run.task(ROWS).task(List.of(row(3, "c")));
            assertThat(oss.keys()).isEmpty();
            run.commit();
        }
        assertThat(oss.keys()).containsExactly("out/t__00000.csv", "out/t__00001.csv");
        assertThat(oss.text("out/t__00000.csv")).isEqualTo("1,a\n2,b\n");
        assertThat(oss.text("out/t__00001.csv")).isEqualTo("3,c\n");
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void reportsWhatItUploaded() {
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS);
            ObjectReport report = run.report(0);
            assertThat(report.object()).isEqualTo("t__00000.csv");
            assertThat(run.reports().get(0).rows()).isEqualTo(2);
            assertThat(report.bytes()).isEqualTo(8);
            assertThat(report.parts()).singleElement().satisfies(part -> {
                assertThat(part.number()).isEqualTo(1);
                assertThat(part.size()).isEqualTo(8);
                assertThat(part.crc64()).isEqualTo(report.crc64());
            });
            run.commit();
            try (Bucket bucket = oss.bucket()) {
                assertThat(bucket.find("t__00000.csv").crc64()).isEqualTo(report.crc64());
            }
        }
    }

    @Test
    void rowsAreCutIntoParts() {
        int block = oss.leastBlock();
        String full = "x".repeat(block << 20);
        try (WriteRun run = WriteRun.open(oss.writer("t").with("blockSizeInMB", block), TWO)) {
            run.task(List.of(row(1, full), row(2, full)), List.of(row(3, "end")));
            assertThat(run.report(0).parts()).extracting(Part::number).containsExactly(1, 2, 3);
            assertThat(run.report(0).parts())
                    .extracting(Part::size)
                    .containsExactly((long) full.length(), (long) full.length(), 2 * 3 + 6L);
            run.commit();
        }
        assertThat(oss.text("t__00000.csv")).isEqualTo("1," + full + "\n2," + full + "\n3,end\n");
    }

    @Test
    void partsGrowSoThatTenThousandAreEnough() {
        PartSizes sizes = new PartSizes(10);
        assertThat(sizes.of(1)).isEqualTo(10 << 20);
        assertThat(sizes.of(1000)).isEqualTo(10 << 20);
        assertThat(sizes.of(1001)).isEqualTo(20 << 20);
        assertThat(sizes.of(10_000)).isEqualTo(1 << 30);
        long all = 0;
        for (int i = 1; i <= 10_000; i++) {
            all += sizes.of(i);
        }
        assertThat(all).isGreaterThan(4_000_000_000_000L);
    }

    @Test
    void aTaskWithoutRowsLeavesAnEmptyObject() {
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task();
            assertThat(oss.keys()).isEmpty();
            run.commit().commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv");
        assertThat(oss.bytes("t__00000.csv")).isEmpty();
    }

    @Test
    void aTaskWithoutRowsLeavesTheHeader() {
        try (WriteRun run = WriteRun.open(oss.writer("t").with("writeHeader", true), TWO)) {
            run.task().commit();
        }
        assertThat(oss.text("t__00000.csv")).isEqualTo("id,name\n");
    }

    @Test
    void aTaskWithoutRowsLeavesNothingIfAsked() {
        Parameters parameters = oss.writer("t").with("generateEmptyFile", false).with("writeHeader", true);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task().task(ROWS).commit();
            assertThat(run.reports().get(0).rows()).isZero();
        }
        assertThat(oss.keys()).containsExactly("t__00001.csv");
    }

    @Test
    void truncateRemovesWhatItReplacesAndOnlyAfterwards() {
        oss.put("t", "old");
        oss.put("t__00000.csv", "old");
        oss.put("t__00007.csv", "old");
        oss.put("t__run-5_00001.csv", "old");
        oss.put("t__0123456789abcdef0123456789abcdef", "old");
        oss.put("t__0123456789abcdef0123456789abcdef_2.txt", "old");
        List<String> others = List.of("t2", "t__more", "t__more__00000.csv", "ta__00000.csv", "t__00000.csv/x");
        others.forEach(each -> oss.put(each, "other"));
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        oss.faults().observe(operation -> {
            if (operation.equals("CompleteMultipartUpload") || operation.startsWith("Delete")) {
                seen.add(operation);
            }
        });
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS).task(ROWS);
            assertThat(oss.text("t__00000.csv")).isEqualTo("old");
            run.commit();
        }
        assertThat(seen).containsExactly("CompleteMultipartUpload", "CompleteMultipartUpload", "DeleteObjects");
        assertThat(oss.keys())
                .contains("t__00000.csv", "t__00001.csv")
                .containsAll(others)
                .hasSize(2 + others.size());
        assertThat(oss.text("t__00000.csv")).isEqualTo("1,a\n2,b\n");
    }

    @Test
    void truncateOfAFolderRemovesAllBelowIt() {
        oss.put("data/", "");
        oss.put("data/old.csv", "old");
        oss.put("data/deep/old.csv", "old");
        oss.put("data2/old.csv", "other");
        try (WriteRun run = WriteRun.open(oss.writer("data/"), TWO)) {
            run.task(ROWS).commit();
        }
        assertThat(oss.keys()).containsExactly("data/", "data/__00000.csv", "data2/old.csv");
    }

    @Test
    void truncateWithoutTasksLeavesNothing() {
        oss.put("t__00000.csv", "old");
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.commit();
        }
        assertThat(oss.keys()).isEmpty();
    }

    @Test
    void truncateThatFailsBeforeTheEndRemovesNothing() {
        oss.put("t__00009.csv", "old");
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS).task(ROWS);
            oss.fault("CompleteMultipartUpload:error,after=1");
            assertThatThrownBy(run::commit).isInstanceOf(TransientFailure.class);
            assertThat(oss.text("t__00009.csv")).isEqualTo("old");
            oss.faults().clear();
            run.commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv", "t__00001.csv");
    }

    @Test
    void appendAddsObjectsOfItsOwn() {
        oss.put("t__00000.csv", "old");
        Parameters parameters = oss.writer("t").with("writeMode", WriteMode.APPEND);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.task(ROWS).commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv", "t__test-run_00000.csv");
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void nonConflictFailsBeforeAnythingIsWritten() {
        oss.put("t__00003.csv", "old");
        oss.put("t__other", "other");
        assertThatThrownBy(() -> WriteRun.open(nonConflict(), TWO))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining(oss.address("t__00003.csv"))
                .hasMessageNotContaining("t__other");
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void nonConflictReplacesNothingThatCameMeanwhile() {
        try (WriteRun run = WriteRun.open(nonConflict(), TWO)) {
            run.task(ROWS).task();
            oss.put("t__00001.csv", "someone else's");
            assertThatThrownBy(run::commit).isInstanceOf(JobFailure.class).hasMessageContaining("t__00001.csv");
            assertThat(oss.keys()).containsExactly("t__00001.csv");
            run.abort();
        }
        assertThat(oss.text("t__00001.csv")).isEqualTo("someone else's");
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void nonConflictIsEnforcedByTheServiceToo() {
        try (WriteRun run = WriteRun.open(nonConflict(), TWO)) {
            run.task(ROWS);
            oss.faults().observe(operation -> {
                if (operation.equals("CompleteMultipartUpload")) {
                    oss.put("t__00000.csv", "someone else's");
                }
            });
            assertThatThrownBy(run::commit)
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining(oss.address("t__00000.csv") + " was written by someone else");
        }
        assertThat(oss.text("t__00000.csv")).isEqualTo("someone else's");
    }

    @Test
    void nonConflictCommitsAgain() {
        try (WriteRun run = WriteRun.open(nonConflict(), TWO)) {
            run.task(ROWS).task().commit().commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv", "t__00001.csv");
    }

    @Test
    void nonConflictCommitThatDiedHalfWayIsFinishedByAnotherProcess() {
        WriteRun run = WriteRun.open(nonConflict(), TWO);
        run.task(ROWS).task(ROWS).task();
        oss.fault("CompleteMultipartUpload:drop,after=1");
        assertThatThrownBy(run::commit).isInstanceOf(TransientFailure.class);
        run.close();
        oss.faults().clear();
        try (WriteRun resumed = run.resumedWith(nonConflict(), TWO)) {
            resumed.commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv", "t__00001.csv", "t__00002.csv");
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void namesThatOnlyBeginAlikeAreNotListed() {
        oss.put("t", "old");
        for (int i = 0; i < 30; i++) {
            oss.put("t0-" + i, "other");
        }
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS);
            oss.faults().observe(calls::add);
            run.commit();
        }
        assertThat(calls)
                .containsExactly(
                        "CompleteMultipartUpload",
                        "ListObjectsV2",
                        "ListObjectsV2",
                        "DeleteObjects",
                        "ListMultipartUploads",
                        "AbortMultipartUpload");
        assertThat(oss.keys()).hasSize(31).doesNotContain("t");
    }

    @Test
    void anEndpointMayEndInASlash() {
        try (WriteRun run = WriteRun.open(oss.writer("t").with("endpoint", oss.endpoint() + "/"), TWO)) {
            run.task(ROWS).commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv");
    }

    @Test
    void aSecondCommitFindsTheFirst() {
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS).task(ROWS).commit().commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv", "t__00001.csv");
    }

    @Test
    void aCommitThatDiedHalfWayIsFinishedByAnotherProcess() {
        oss.put("t__00005.csv", "old");
        WriteRun run = WriteRun.open(oss.writer("t"), TWO);
        run.task(ROWS).task(ROWS).task();
        oss.fault("CompleteMultipartUpload:drop,after=1");
        assertThatThrownBy(run::commit).isInstanceOf(Failure.class);
        run.close();
        oss.faults().clear();
        assertThat(oss.keys()).containsExactly("t__00000.csv", "t__00005.csv");

        try (WriteRun resumed = run.resumedWith(oss.writer("t"), TWO)) {
            resumed.commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv", "t__00001.csv", "t__00002.csv");
        assertThat(oss.text("t__00001.csv")).isEqualTo("1,a\n2,b\n");
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void anAnswerLostAtTheCommitIsNoFailure() {
        oss.fault("CompleteMultipartUpload:lose-answer,times=1");
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS).task(ROWS).commit();
        }
        assertThat(oss.text("t__00000.csv")).isEqualTo("1,a\n2,b\n");
        assertThat(oss.text("t__00001.csv")).isEqualTo("1,a\n2,b\n");
    }

    @Test
    void anAnswerLostAtTheCommitIsNoConflict() {
        oss.fault("CompleteMultipartUpload:lose-answer,times=1");
        oss.fault("PutObject:lose-answer,times=1");
        try (WriteRun run = WriteRun.open(nonConflict(), TWO)) {
            run.task(ROWS).task().commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv", "t__00001.csv");
    }

    @Test
    void anUploadThatVanishedFailsTheCommitAndSaysWhatIsThere() {
        oss.put("t__00000.csv", "old");
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS);
            try (Bucket bucket = oss.bucket()) {
                bucket.uploads().abort("t__00000.csv", run.report(0).uploadId());
            }
            assertThatThrownBy(run::commit)
                    .isInstanceOf(FatalFailure.class)
                    .hasMessageContaining("NoSuchUpload")
                    .hasMessageContaining("expected 8 bytes")
                    .hasMessageContaining("it has 3 bytes");
        }
        assertThat(oss.text("t__00000.csv")).isEqualTo("old");
    }

    @Test
    void anUploadThatVanishedWithoutObjectFailsTheCommit() {
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS).commit();
            oss.delete("t__00000.csv");
            assertThatThrownBy(run::commit)
                    .isInstanceOf(FatalFailure.class)
                    .hasMessageContaining("there is no such object");
        }
    }

    @Test
    void abortLeavesTheTargetAsItWas() {
        oss.put("t__00000.csv", "old");
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS).task(ROWS).task().abort().abort();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv");
        assertThat(oss.text("t__00000.csv")).isEqualTo("old");
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void aTaskThatIsNotFinishedRemovesItsUpload() {
        Parameters parameters = oss.writer("t").with("blockSizeInMB", 1).with("writeMode", WriteMode.APPEND);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.brokenTask(Batches.of(List.of(row(1, "x".repeat(1 << 20)))));
            assertThat(oss.uploads()).isEmpty();
        }
    }

    @Test
    void aTaskWhoseUploadFailsRemovesItsUpload() {
        Parameters parameters = oss.writer("t").with("writeMode", WriteMode.APPEND);
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            oss.fault("UploadPart:error");
            assertThatThrownBy(() -> run.task(ROWS)).isInstanceOf(TransientFailure.class);
            assertThat(oss.uploads()).isEmpty();
        }
    }

    @Test
    void abortRemovesTheUploadsOfAKilledProcess() {
        String megabyte = "x".repeat(1 << 20);
        try (Bucket bucket = oss.bucket()) {
            bucket.uploads().initiate("t__more__00000.csv", new ObjectTraits("text/csv", ""));
            bucket.uploads().initiate("t2__00000.csv", new ObjectTraits("text/csv", ""));
        }
        WriteRun run = WriteRun.open(oss.writer("t").with("blockSizeInMB", 1), TWO);
        run.task(ROWS).killedTask(Batches.of(List.of(row(1, megabyte))));
        run.close();
        assertThat(oss.uploads()).contains("t__00000.csv", "t__00001.csv").hasSize(5);

        try (WriteRun later = run.resumedWith(oss.writer("t"), TWO)) {
            later.abort();
        }
        assertThat(oss.uploads()).containsExactly("t2__00000.csv", "t__more__00000.csv");
    }

    @Test
    void abortInAppendModeRemovesTheUploadsOfItsRunOnly() {
        Parameters parameters =
                oss.writer("t").with("writeMode", WriteMode.APPEND).with("blockSizeInMB", 1);
        try (Bucket bucket = oss.bucket()) {
            bucket.uploads().initiate("t__other-run_00000.csv", new ObjectTraits("text/csv", ""));
        }
        try (WriteRun run = WriteRun.open(parameters, TWO)) {
            run.killedTask(Batches.of(List.of(row(1, "x".repeat(1 << 20)))));
            assertThat(oss.uploads()).contains("t__test-run_00000.csv");
            run.abort();
        }
        assertThat(oss.uploads()).containsExactly("t__other-run_00000.csv");
    }

    @Test
    void abortSparesTheUploadsOfALaterRun() {
        WriteRun dead = WriteRun.open(oss.writer("t"), TWO);
        dead.close();
        try (WriteRun living = WriteRun.open(oss.writer("t"), TWO)) {
            living.task(ROWS);
            try (WriteRun later = dead.resumedWith(oss.writer("t"), TWO)) {
                later.abort();
            }
            living.commit();
        }
        assertThat(oss.text("t__00000.csv")).isEqualTo("1,a\n2,b\n");
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void theCommitRemovesUploadsOfAttemptsThatWereGivenUp() {
        try (WriteRun run = WriteRun.open(oss.writer("t").with("blockSizeInMB", 1), TWO)) {
            run.killedTask(Batches.of(List.of(row(1, "x".repeat(1 << 20)))))
                    .task(ROWS)
                    .commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv");
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void aCommitWhoseCleaningFailsIsACommit() {
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS);
            oss.fault("ListMultipartUploads:error");
            run.commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv");
    }

    @Test
    void anAbortThatFailsForOneUploadRemovesTheOthers() {
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS).task(ROWS);
            oss.fault("AbortMultipartUpload:error,times=5");
            assertThatThrownBy(run::abort).isInstanceOf(TransientFailure.class);
            assertThat(oss.uploads()).containsExactly("t__00000.csv", "t__test-run.run");
            run.abort();
        }
        assertThat(oss.uploads()).isEmpty();
    }

    @Test
    void aServiceThatFailsForAWhileIsAskedAgain() {
        oss.fault("InitiateMultipartUpload:throttle,times=1");
        oss.fault("UploadPart:drop,times=1");
        oss.fault("UploadPart:error,times=1");
        oss.fault("UploadPart:lose-answer,times=1");
        oss.fault("CompleteMultipartUpload:throttle,times=2");
        oss.fault("ListObjectsV2:truncate,times=1");
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS).commit();
            assertThat(run.retried()).isNotEmpty().containsOnly("UploadPart");
        }
        assertThat(oss.text("t__00000.csv")).isEqualTo("1,a\n2,b\n");
    }

    @Test
    void throttlingIsToldApart() {
        oss.fault("UploadPart:throttle");
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            assertThatThrownBy(() -> run.task(ROWS))
                    .asInstanceOf(type(TransientFailure.class))
                    .matches(TransientFailure::isThrottled)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("UploadPart " + oss.address("t__00000.csv") + ": ");
        }
    }

    @Test
    void suffixAndFolder() {
        try (WriteRun run = WriteRun.open(oss.writer("a/b/").with("suffix", "txt"), TWO)) {
            run.task(ROWS).commit();
        }
        try (WriteRun run = WriteRun.open(oss.writer("c").with("suffix", ".tsv"), TWO)) {
            run.task(ROWS).commit();
        }
        assertThat(oss.keys()).containsExactly("a/b/__00000.txt", "c__00000.tsv");
    }

    @Test
    void namesWithBlanksAndSignsAndUmlauts() {
        String name = "dir/a b+c%20&=ü€😀'\"<x>";
        try (WriteRun run = WriteRun.open(oss.writer(name), TWO)) {
            oss.put(name + "__00004.csv", "old");
            run.task(ROWS).commit();
        }
        assertThat(oss.keys()).containsExactly(name + "__00000.csv");
    }

    @Test
    void headerOfAnotherWidthIsRefused() {
        Parameters parameters = oss.writer("t").with("header", List.of("one"));
        assertThatThrownBy(() -> WriteRun.open(parameters, TWO))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("header has 1 names, but the reader delivers 2");
    }

    @Test
    void requestsAreSignedWithVersion4WhereTheRegionIsKnown() {
        try (WriteRun run = WriteRun.open(oss.writer("t").with("region", "cn-hangzhou"), TWO)) {
            run.task(ROWS).task().commit();
        }
        assertThat(oss.keys()).hasSize(2);
    }

    @Test
    void aTokenIsSentAlong() {
        try (WriteRun run = WriteRun.open(oss.writer("t").with("securityToken", Parameters.secret("token")), TWO)) {
            run.task(ROWS).commit();
        }
        assertThat(oss.keys()).hasSize(1);
    }

    @Test
    void moreThanAThousandEarlierObjectsAreRemoved() {
        for (int i = 0; i < 1100; i++) {
            oss.put(String.format("t__%05d.csv", i), "x");
        }
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(ROWS).commit();
        }
        assertThat(oss.keys()).containsExactly("t__00000.csv");
    }

    @Test
    void aRowThatCannotBeWrittenIsSetAside() {
        try (WriteRun run = WriteRun.open(oss.writer("t"), TWO)) {
            run.task(List.of(row(1, "a"), row(2, new byte[] {(byte) 0xFF}), row(3, "\uD800"), row(4, "d")));
            run.commit();
            assertThat(run.reports().get(0).rows()).isEqualTo(2);
            assertThat(run.rejected()).extracting("position").containsExactly("1", "2");
            assertThat(run.rejected()).extracting("column").containsExactly("c1", "c1");
            assertThat(run.rejected().get(0).reason()).contains("not UTF-8");
            assertThat(run.rejected().get(1).reason()).contains("surrogate");
        }
        assertThat(new String(oss.bytes("t__00000.csv"), StandardCharsets.UTF_8))
                .isEqualTo("1,a\n4,d\n");
    }

    private Parameters nonConflict() {
        return oss.writer("t").with("writeMode", WriteMode.NONCONFLICT);
    }
}
