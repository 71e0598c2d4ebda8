package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.config.SecretText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that the emulator does not give: rows that the service is too busy for while it takes others. */
class WriteAttemptTest {
    private static final Access ACCESS = new Access("http://h", "inst", "id", new SecretText("s"), null, null, 1, 1);

    private final Deque<List<String>> answers = new ArrayDeque<>();
    private final List<List<Integer>> sent = new ArrayList<>();
    private final List<Integer> refused = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTSServerBusy",
                "OTSNotEnoughCapacityUnit",
                "OTSCapacityUnitExhausted",
                "OTSFlowControl",
                "OTSTableNotReady",
                "OTSPartitionUnavailable",
                "OTSRowOperationConflict",
                "OTSTimeout",
                "OTSInternalServerError",
                "OTSServerUnavailable"
            })
    void sendsAgainOnlyTheRowsThatMaySucceed(String code) {
        answers.add(List.of("ok", code, "OTSInvalidPK", code));
        answers.add(List.of("ok", code));
        answers.add(List.of("ok"));
        WriteAttempt<Integer> attempt = attempt(4);
        assertThatThrownBy(attempt::run)
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(code)
                .hasMessageContaining("(request r-1)");
        assertThatThrownBy(attempt::run).isInstanceOf(TransientFailure.class);
        assertThat(attempt.run()).isNull();
        assertThat(sent).containsExactly(List.of(0, 1, 2, 3), List.of(1, 3), List.of(3));
        assertThat(refused).containsExactly(2);
        assertThat(attempt.open()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OTSParameterInvalid",
                "OTSInvalidPK",
                "OTSConditionCheckFail",
                "OTSOutOfRowSizeLimit",
                "OTSOutOfColumnCountLimit"
            })
    void setsAsideWhatIsRefusedForItself(String code) {
        answers.add(List.of(code, "ok"));
        assertThat(attempt(2).run()).isNull();
        assertThat(refused).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OTSAuthFailed", "OTSObjectNotExist", "OTSNoPermissionAccess", "OTSQuotaExhausted", "OTSNew"})
    void failsTheJobForEverythingElse(String code) {
        answers.add(List.of("ok", code, "OTSServerBusy"));
        assertThatThrownBy(attempt(3)::run).isInstanceOf(JobFailure.class).hasMessageContaining(code);
        assertThat(refused).isEmpty();
    }

    @Test
    void tellsThrottlingApart() {
        answers.add(List.of("OTSServerBusy"));
        answers.add(List.of("OTSTimeout"));
        WriteAttempt<Integer> attempt = attempt(1);
        assertThatThrownBy(attempt::run)
                .satisfies(failure ->
                        assertThat(((TransientFailure) failure).isThrottled()).isTrue());
        assertThatThrownBy(attempt::run)
                .satisfies(failure ->
                        assertThat(((TransientFailure) failure).isThrottled()).isFalse());
    }

    @Test
    void doesNotTakeSilenceAboutARowForConsent() {
        answers.add(List.of("ok"));
        answers.add(List.of("ok", "ok"));
        WriteAttempt<Integer> attempt = attempt(2);
        assertThatThrownBy(attempt::run)
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("answered for 1 of 2 rows");
        assertThat(attempt.run()).isNull();
        assertThat(sent).containsExactly(List.of(0, 1), List.of(0, 1));
    }

    private WriteAttempt<Integer> attempt(int rows) {
        List<WriteRequest.Pending<Integer>> pending = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            pending.add(new WriteRequest.Pending<>(i, i, List.of()));
        }
        return new WriteAttempt<>(ACCESS, pending, this::answer, (row, error) -> refused.add(row.change()));
    }

    private WriteApi.Result answer(List<WriteRequest.Pending<Integer>> rows) {
        sent.add(WriteRequest.changes(rows));
        String request = "r-" + sent.size();
        List<ServiceError> errors = new ArrayList<>();
        for (String code : answers.remove()) {
            errors.add(code.equals("ok") ? null : new ServiceError(code, "told", request, 0));
        }
        return new WriteApi.Result(request, errors);
    }
}
