package io.datachannels.plugins.odps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.JobFailure;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionQueryTest {
    private static final List<String> LEVELS = List.of("dt", "hh");

    /** What matches of 20240101/00, 20240101/12, 20240102/00 and it's/9, by their numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dt = '20240101' | 0 1",
                "dt='20240101'and hh='12' | 1",
                "DT == \"20240101\" AND NOT hh = '12' | 0",
                "dt >= '20240102' | 2 3",
                "dt > '20240101' and dt <= '20240102' | 2",
                "dt <> '20240101' | 2 3",
                "dt != '20240101' or hh < '10' | 0 2 3",
                "hh = '12' or hh = '00' and dt = '20240102' | 1 2",
                "(hh = '12' or hh = '00') and dt = '20240102' | 2",
                "not (dt = '20240101') | 2 3",
                "dt in ('20240102', 'it''s') | 2 3",
                "dt not in ('20240102') | 0 1 3",
                "dt like '202401_1' | 0 1",
                "dt not like '2024%' | 3",
                "dt between '20240101' and '20240101' and hh = '00' | 0",
                "dt not between '0' and '3' | 3",
                "hh < 10 | 0 2 3",
                "hh < '10' | 0 2",
                "hh >= 9 | 1 3",
                "dt = 20240102 | 2",
                "hh in (0, 9) | 0 2 3"
            })
    void conditionsAreThoseOfSql(String condition, String matches) {
        List<List<String>> partitions = List.of(
                List.of("20240101", "00"), List.of("20240101", "12"), List.of("20240102", "00"), List.of("it's", "9"));
        PartitionFilter filter = PartitionFilter.parse(" /*query*/ " + condition + " ", LEVELS);
        assertThat(partitions.stream().filter(filter::matches).map(each -> String.valueOf(partitions.indexOf(each))))
                .containsExactly(matches.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "day = '1' | at character 10: day in place of one of the partition columns dt, hh",
                "dtt = '1' | did you mean dt?",
                "dt '1' | at character 13: '1' in place of a comparison",
                "dt = | at character 14: the end in place of a value",
                "dt = hh | at character 15: hh in place of a value",
                "dt = '1' hh = '2' | at character 19: hh in place of and, or or the end",
                "(dt = '1' | the end in place of )",
                "dt in '1' | '1' in place of (",
                "dt in ('1' '2') | '2' in place of )",
                "dt between '1' or '2' | or in place of and",
                "dt not = '1' | = in place of in, like or between",
                "dt = '1 | '1 in place of a value",
                "dt = 1.5 | 1.5 in place of a value",
                "dt = '1'; drop table t | ; in place of and, or or the end"
            })
    void whatIsNoConditionIsToldWithItsPlace(String condition, String message) {
        assertThatThrownBy(() -> PartitionFilter.parse("/*query*/" + condition, LEVELS))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("partition \"/*query*/" + condition + "\"")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*query*/", "/*query*/ "})
    void aConditionIsNeeded(String text) {
        assertThatThrownBy(() -> PartitionFilter.parse(text, LEVELS))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the end in place of");
    }
}
