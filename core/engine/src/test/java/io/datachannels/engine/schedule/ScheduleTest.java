package io.datachannels.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates of a schedule, with the examples of DataWorks' documentation. */
class ScheduleTest {
    private static final ZoneId ZONE = ZoneId.of(Schedule.ZONE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$[yyyy-mm]              | 2025-07",
                "$[yyyymmdd]             | 20250727",
                "$[yyyymmdd-1]           | 20250726",
                "$[yyyymmddhh24]         | 2025072700",
                "$[yyyymmddhh24-1/24]    | 2025072623",
                "$[yyyymmddhh24miss]     | 20250727000500",
                "$[mm]                   | 07",
                "$[hh24-15/24/60]        | 23",
                "$[mi-15/24/60]          | 50",
                "$[yyyymmdd-15/24/60]    | 20250726",
            })
    void theDocumentsTable(String expression, String value) throws Exception {
        assertThat(at("20250727000500").computed(expression)).isEqualTo(new Schedule.Result(value, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20251101000000 | ${yyyymmdd}         | 20251031",
                "20251101000000 | $bizdate            | 20251031",
                "20251101000000 | $cyctime            | 20251101000000",
                "20251101000000 | $gmtdate            | 20251101",
                "20251101000000 | $bizmonth           | 202510",
                "20251103000000 | $bizmonth           | 202510",
                "20251103000000 | ${bizmonth}         | 202510",
                "20260101000000 | $bizmonth           | 202512",
                "20260105000000 | $bizmonth           | 202512",
                "20251101023045 | $[yyyymmddhh24miss] | 20251101023045",
                "20251101023045 | ${bdp.system.bizdate} | 20251031",
                "20251101023045 | ${bdp.system.cyctime} | 20251101023045",
                "20251101023045 | $yyyymmdd           | 20251031",
                "20251101023045 | $yyyy               | 2025",
                "20251101023045 | $mm                 | 10",
                "20251101023045 | $dd                 | 31",
            })
    void wordsAndTheTwoClocks(String scheduled, String expression, String value) throws Exception {
        assertThat(at(scheduled).computed(expression)).isEqualTo(new Schedule.Result(value, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${yyyymmdd}      | 20250726",
                "${yyyy-mm-dd}    | 2025-07-26",
                "${yyyy/mm/dd}    | 2025/07/26",
                "${yyyy年mm月}     | 2025年07月",
                "${yy}            | 25",
                "${yyyy}          | 2025",
                "${mm}            | 07",
                "${dd}            | 26",
                "${yyyymmdd-1}    | 20250725",
                "${yyyymmdd+1}    | 20250727",
                "${yyyy-mm-dd-1}  | 2025-07-25",
                "${yyyymmdd-7*2}  | 20250712",
                "${yyyymmdd-7*1-1} | 20250718",
                "${yyyymm-1}      | 202506",
                "${yyyymm-12}     | 202407",
                "${mm-7}          | 12",
                "${yyyy-1}        | 2024",
                "${yyyy-mm-1}     | 2025-06",
                "${yyyy-4/2}      | 2023",
            })
    void theNumberCountsInTheFinestFieldOfABusinessDate(String expression, String value) throws Exception {
        assertThat(at("20250727000500").computed(expression)).isEqualTo(new Schedule.Result(value, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$[yyyymmdd-7*2]                           | 20250713",
                "$[yyyymmdd+1]                             | 20250728",
                "$[yyyymmdd-1-1/24]                        | 20250725",
                "$[yyyymmddhh24miss-1-1/24]                | 20250725230500",
                "$[yyyymmddhh24miss-5/24/60]               | 20250727000000",
                "$[yyyymmddhh24miss-10/24/60]              | 20250726235500",
                "$[yyyymmddhh24miss-1/24/60/60]            | 20250727000459",
                "$[yyyymmddhh24miss+2*6/24]                | 20250727120500",
                "$[yyyy-mm-dd]                             | 2025-07-27",
                "$[hh24:mi:ss]                             | 00:05:00",
                "$[add_months(yyyymmdd,-1)]                | 20250627",
                "$[add_months(yyyymm,-1)]                  | 202506",
                "$[add_months(yyyymmdd,1)]                 | 20250827",
                "$[add_months(yyyymmdd,+1)]                | 20250827",
                "$[add_months(yyyymmdd,12*1)]              | 20260727",
                "$[add_months(yyyymmdd,-12*2)]             | 20230727",
                "$[add_months(yyyymmddhh24mi,12*1)-10/24/60] | 202607262355",
                "$[add_months(yyyymmdd,-1)-1]              | 20250626",
                "$[add_months(yyyy-mm-dd,-1)-1-1/24]       | 2025-06-25",
            })
    void theNumberCountsInDaysOfTheScheduledTime(String expression, String value) throws Exception {
        assertThat(at("20250727000500").computed(expression)).isEqualTo(new Schedule.Result(value, null));
    }

    @Test
    void theDayOfABusinessDateIsTheOneBefore() throws Exception {
        for (String time : new String[] {"20250727000500", "20240301120000", "20260101000000"}) {
            assertThat(at(time).computed("${yyyymmdd}").value())
                    .isEqualTo(at(time).computed("$[yyyymmdd-1]").value());
        }
    }

    @Test
    void aMonthsLastDayStaysInTheMonth() throws Exception {
        assertThat(at("20250331000000").computed("$[add_months(yyyymmdd,-1)]").value())
                .isEqualTo("20250228");
        assertThat(at("20240229000000").computed("$[add_months(yyyymmdd,-12)]").value())
                .isEqualTo("20230228");
        assertThat(at("20250401000000").computed("${yyyymm-1}").value()).isEqualTo("202502");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$[yyyymm-1] | 202507 | in $[yyyymm-1] the number counts in days; for months write $[add_months(yyyymm,-1)]",
                "$[mm+1]     | 07     | in $[mm+1] the number counts in days; for months write $[add_months(yyyymm,-1)]",
                "$[yyyy-1]   | 2025   | in $[yyyy-1] the number counts in days; for years write $[add_months(yyyy,-12*1)]",
            })
    void daysOffAMonthAreWarnedOf(String expression, String value, String warning) throws Exception {
        assertThat(at("20250727000500").computed(expression)).isEqualTo(new Schedule.Result(value, warning));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$[yyyyMMdd]            | \"MMdd\" does not belong there: a date is made of yyyy, yy, mm, dd, hh24, mi, ss",
                "$[yyyymmddhh]          | \"hh\" does not belong there",
                "$[yyyymmd-1]           | \"d-1\" does not belong there",
                "$[yyyy-mm-dd hh24:mi]  | an expression holds neither spaces nor \"=\"; write two",
                "$[yyyymmdd=1]          | an expression holds neither spaces",
                "$[yyyymmdd-]           | a number of 1 to 6 digits must stand at the end",
                "$[yyyymmdd+x]          | a number of 1 to 6 digits must stand before \"x\"",
                "$[yyyymmdd-1234567]    | a number of 1 to 6 digits must stand before \"1234567\"",
                "$[yyyymmdd-1x]         | \"x\" does not belong there: after the date",
                "$[yyyymmdd-1/0]        | nothing can be divided by 0",
                "$[yyyymmdd-1/7]        | what is added or taken off must come to whole seconds",
                "$[yyyymmdd-999999*999999*999999*999999] | what is added or taken off is too much",
                "$[yyyymmdd-999999*9999] | the date is out of range",
                "$[yyyymmdd+999999*999999*999] | what is added or taken off is too much",
                "$[add_months(yyyymmdd)] | a comma and the number of months must stand before \")\"",
                "$[add_months(yyyymmdd,1] | a closing bracket after the number of months must stand at the end",
                "$[add_months(yyyymmdd,1/2)] | what is added or taken off must be a whole number here",
                "$[add_months(,1)]      | it begins with yyyy, yy, mm",
                "${yyyymmddhh24}        | \"hh24\" is not allowed in ${…}",
                "${yyyymmdd-1/24}       | what is added or taken off must be a whole number here",
                "${add_months(yyyymm,-1)} | add_months is for $[…]",
                "${yyyymm-999999}       | the date is out of range",
                "${yyyymmdd--1}         | a number of 1 to 6",
                "$jobid                 | only the scheduler of DataWorks knows it; hand it over with -p \"-Djobid=VALUE\"",
                "${taskid}              | only the scheduler of DataWorks knows it",
            })
    void whatIsNoDateIsRefused(String expression, String message) {
        assertThatThrownBy(() -> at("20250727000500").computed(expression))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "backup/dt=$[yyyymmdd-1]/x     | backup/dt=20250726/x",
                "${yyyymmdd}-$[hh24]           | 20250726-00",
                "p$bizdate                     | p20250726",
                "pa$$w0rd$[yyyymmd]            | pa$$w0rd$[yyyymmd]",
                "${date}                       | ${date}",
                "x ${yyyymmddhh24} $jobid      | x ${yyyymmddhh24} $jobid",
                "$other $dd                    | $other $dd",
                "constant $[]                  | constant $[]",
                "``                            | ``",
            })
    void aValueMayHoldDatesAmongOtherText(String value, String computed) throws Exception {
        assertThat(at("20250727000500").computed(value)).isEqualTo(new Schedule.Result(computed, null));
    }

    @Test
    void hoursGoByTheClockAndDaysByTheCalendar() throws Exception {
        Schedule afterTheChange =
                new Schedule(ScheduledTime.parse("20250330040000").in(ZoneId.of("Europe/Berlin")));
        assertThat(afterTheChange.computed("$[yyyymmddhh24-2/24]").value()).isEqualTo("2025033001");
        assertThat(afterTheChange.computed("$[yyyymmddhh24-1]").value()).isEqualTo("2025032904");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20250727000500",
                "2025-07-27 00:05:00",
                "2025-07-27T00:05:00",
                "2025-07-27T00:05",
                "2025-07-27T00:05:00.999",
                "2025-07-26T16:05:00Z",
                "2025-07-27T01:05:00+09:00",
                " 2025-07-27T00:05:00+08:00[Asia/Shanghai] ",
            })
    void aScheduledTimeIsReadInEveryForm(String text) throws Exception {
        assertThat(at(text).computed("$cyctime").value()).isEqualTo("20250727000500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "20250727", "20250230000000", "2025-07-27 24:00:00", "yesterday", "2025-02-30T00:00:00"})
    void aScheduledTimeThatIsNoneIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScheduledTime.parse(text))
                .withMessage(
                        "must be yyyyMMddHHmmss, yyyy-MM-dd HH:mm:ss or ISO 8601 such as 2025-07-27T00:05:00+08:00,"
                                + " got \"" + text + "\"");
    }

    private static Schedule at(String time) {
        return new Schedule(ScheduledTime.parse(time).in(ZONE));
    }
}
