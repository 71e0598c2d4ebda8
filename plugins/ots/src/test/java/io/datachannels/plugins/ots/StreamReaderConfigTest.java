package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.testkit.PluginUnderTest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job file can say of otsstreamreader, and what it is told when it is wrong. */
class StreamReaderConfigTest {
    private static final String BASE =
            "\"endpoint\": \"http://h\", \"instanceName\": \"i\", \"accessId\": \"a\", \"accessKey\": \"marker\", "
                    + "\"dataTable\": \"t\", \"statusTable\": \"s\", ";
    private static final String DAY = "\"date\": \"20250727\", ";
    private static final String ROWS = DAY + "\"mode\": \"single_version_and_update_only\", ";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static StreamReaderConfig bind(String members) {
        return PluginUnderTest.config(StreamReaderConfig.class, "{" + BASE + members + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "startTimestampMillis": 1753545600000, "endTimestampMillis": "1753545900000"           | 2025-07-26T16:00:00Z | 2025-07-26T16:05:00Z
            "startTimeString": "20250727000000", "endTimeString": 20250727000500                   | 2025-07-26T16:00:00Z | 2025-07-26T16:05:00Z
            "date": "20250727"                                                                     | 2025-07-26T16:00:00Z | 2025-07-27T16:00:00Z
            "date": 20250727, "startTimeString": "", "endTimeString": " "                          | 2025-07-26T16:00:00Z | 2025-07-27T16:00:00Z
            """)
    void takesTimesInThreeForms(String members, Instant start, Instant end) {
        StreamWindow window = bind(members).times().in(ZONE);
        assertThat(Instant.ofEpochMilli(window.start())).isEqualTo(start);
        assertThat(Instant.ofEpochMilli(window.end())).isEqualTo(end);
    }

    @Test
    void aDayHasTheHoursThatItHasInTheZone() {
        StreamWindow spring = bind("\"date\": \"20250330\"").times().in(ZoneId.of("Europe/Berlin"));
        assertThat(spring.end() - spring.start()).isEqualTo(23 * 3_600_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "20250330015000, 20250330015500, 00:50:00, 00:55:00",
        "20250330025000, 20250330025500, 00:50:00, 00:55:00",
        "20250330025500, 20250330030000, 00:55:00, 01:00:00",
        "20250330030000, 20250330030500, 01:00:00, 01:05:00"
    })
    void windowsOfTenMinutesAgoMeetWhereClocksAreSetForward(String from, String to, String start, String end) {
        StreamWindow window = bind("\"startTimeString\": \"" + from + "\", \"endTimeString\": \"" + to + "\"")
                .times()
                .in(ZoneId.of("Europe/Berlin"));
        assertThat(Instant.ofEpochMilli(window.start())).isEqualTo("2025-03-30T" + start + "Z");
        assertThat(Instant.ofEpochMilli(window.end())).isEqualTo("2025-03-30T" + end + "Z");
    }

    @Test
    void takesWhatDataxWrites() {
        StreamReaderConfig config = bind(ROWS + """
                "column": [{"name": "a"}, {"name": "host", "is_timeseries_tag": "true"}], "isTimeseriesTable": "true", "maxRetries": 30,
                "enableSeekIterator": "true", "threadNum": 32, "confSimplifyEnable": false, "isExportSequenceInfo": "true"
                """);
        assertThat(config.mode()).isEqualTo(StreamMode.ROWS);
        assertThat(config.column().get(1).isTimeseriesTag()).isTrue();
        assertThat(config.isExportSequenceInfo()).isTrue();
        assertThat(config.toString()).doesNotContain("marker");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "startTimestampMillis": 1, "date": "20250727"                                   | : must say which changes to read in one form
            "startTimeString": "20250727000000", "endTimestampMillis": 2                    | : must say which changes to read in one form
            "enableSeekIterator": true                                                      | : must say which changes to read in one form
            "startTimestampMillis": 1                                                       | endTimestampMillis: is missing beside
            "endTimestampMillis": 1                                                         | startTimestampMillis: is missing beside
            "startTimestampMillis": -1, "endTimestampMillis": 1                             | startTimestampMillis: must be 0 or more
            "startTimestampMillis": 5, "endTimestampMillis": 5                              | endTimestampMillis: must be after startTimestampMillis
            "startTimestampMillis": 5, "endTimestampMillis": 4                              | endTimestampMillis: must be after startTimestampMillis
            "startTimestampMillis": "soon", "endTimestampMillis": 4                         | startTimestampMillis: must be a whole number
            "startTimestampMillis": 1.5, "endTimestampMillis": 4                            | startTimestampMillis: must be a whole number
            "startTimestampMillis": [1], "endTimestampMillis": 4                            | startTimestampMillis: must be a whole number
            "startTimeString": "20250727000000"                                             | endTimeString: is missing beside
            "endTimeString": "20250727000000"                                               | startTimeString: is missing beside
            "startTimeString": "20250727000500", "endTimeString": "20250727000000"          | endTimeString: must be after startTimeString
            "startTimeString": "20250727000000", "endTimeString": "20250727000000"          | endTimeString: must be after startTimeString
            "startTimeString": "2025072700", "endTimeString": "20250727000000"              | startTimeString: must be a time as yyyyMMddHHmmss
            "startTimeString": "20250727000000", "endTimeString": "20250727240000"          | endTimeString: must be a time as yyyyMMddHHmmss
            "startTimeString": "20250229000000", "endTimeString": "20250727000000"          | startTimeString: must be a time as yyyyMMddHHmmss
            "startTimeString": {}, "endTimeString": "20250727000000"                        | startTimeString: must be a text
            "date": "2025-07-27"                                                            | date: must be a day as yyyyMMdd
            "date": "20250230"                                                              | date: must be a day as yyyyMMdd
            "date": true                                                                    | date: must be a day as yyyyMMdd
            """)
    void saysWhatIsWrongWithTheTimes(String members, String message) {
        assertWrong(members, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "mode": "single_version"                         | mode: must be one of multi_version, single_version_and_update_only
            "isExportSequenceInfo": "maybe"                  | isExportSequenceInfo: must be true or false
            "statusTable": "t"                               | statusTable: must be another table than dataTable
            "statusTable": "1s"                              | statusTable: must
            "isTimeseriesTable": true                        | mode: must be single_version_and_update_only for a time series table
            "operationColumn": "op"                          | operationColumn: counts in mode single_version_and_update_only only
            "operationColum": "op"                           | operationColum: unknown key, did you mean "operationColumn"?
            "startTimestring": "20250727000000"              | startTimestring: unknown key, did you mean "startTimeString"?
            """)
    void saysWhatElseIsWrong(String members, String message) {
        assertWrong(DAY + members, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "column": []                                                                | column: must name at least one column
            "column": ["a"], "isExportEmptyPut": true                                   | isExportEmptyPut: counts in mode multi_version only
            "column": ["a", {"name": ""}]                                               | column[1].name: must not be empty
            "column": ["a", {"name": "b", "dataType": "newest"}]                        | column[1].dataType: must be one of new, old, latest
            "column": [{"nam": "a"}]                                                    | column[0].nam: unknown key, did you mean "name"?
            "column": [{"name": "host", "is_timeseries_tag": true}]                     | column[0].is_timeseries_tag: is of a time series table
            """)
    void saysWhatIsWrongWithTheColumns(String members, String message) {
        assertWrong(ROWS + members, message);
    }

    private static void assertWrong(String members, String message) {
        String key = message.substring(0, message.indexOf(':'));
        assertThatThrownBy(() -> bind(members))
                .isInstanceOf(JobFileException.class)
                .hasMessageMatching(
                        "(?s).*parameter" + Pattern.quote(key.isEmpty() ? "" : "." + key) + " \\(line \\d+.*")
                .hasMessageContaining(message.substring(message.indexOf(':') + 2))
                .hasMessageNotContaining("marker");
    }
}
