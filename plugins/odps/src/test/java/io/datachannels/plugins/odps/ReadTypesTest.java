package io.datachannels.plugins.odps;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Char;
import com.aliyun.odps.data.IntervalDayTime;
import com.aliyun.odps.data.IntervalYearMonth;
import com.aliyun.odps.data.SimpleJsonValue;
import com.aliyun.odps.data.SimpleStruct;
import com.aliyun.odps.data.Varchar;
import com.aliyun.odps.type.StructTypeInfo;
import com.aliyun.odps.type.TypeInfoParser;
import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every type of the service, as the SDK writes it. */
class ReadTypesTest {
    private static final String EVERY = "\"table\": \"t\", \"column\": [\"*\"]";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @RegisterExtension
    final Project project = new Project();

    @Test
    void simpleTypesAreCells() {
        project.sql("create table t (a tinyint, b smallint, c int, d bigint, e boolean, f float, g double,"
                + " h decimal(20,4), i string, j char(4), k varchar(9), l binary, m json, n date, o datetime,"
                + " q timestamp, r timestamp_ntz, s interval_day_time, u interval_year_month)");
        List<Object> values = List.of(
                (byte) -128,
                (short) 32_767,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                true,
                1.1f,
                -0.1,
                new BigDecimal("-1234567890123456.7890"),
                "täxt \u0000 \uD83D\uDE00 \uFFFD",
                new Char("ab"),
                new Varchar("vär"),
                new Binary(new byte[] {0, -1, 127}),
                new SimpleJsonValue("{\"a\":1}"),
                LocalDate.of(1, 1, 1),
                ZonedDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000, ZoneOffset.UTC),
                Instant.parse("1900-01-01T00:00:00.123456789Z"),
                LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4),
                new IntervalDayTime(273_906, 7),
                new IntervalYearMonth(2, 3));
        SdkUpload.rows(project, "t", null, List.of(values, Collections.nCopies(19, null)));
        List<List<Object>> rows = ReadRun.rows(project, EVERY);
        assertThat(rows.get(0))
                .containsExactly(
                        -128L,
                        32_767L,
                        (long) Integer.MIN_VALUE,
                        Long.MAX_VALUE,
                        true,
                        (double) 1.1f,
                        -0.1,
                        new BigDecimal("-1234567890123456.7890"),
                        "täxt \u0000 \uD83D\uDE00 \uFFFD",
                        "ab",
                        "vär",
                        ByteBuffer.wrap(new byte[] {0, -1, 127}),
                        new Rows.Json("{\"a\":1}"),
                        LocalDate.of(1, 1, 1),
                        Instant.parse("1969-12-31T23:59:59.999Z"),
                        Instant.parse("1900-01-01T00:00:00.123456789Z"),
                        Instant.parse("2024-02-29T01:02:03.000000004Z"),
                        new IntervalDayTime(273_906, 7).toString(),
                        new IntervalYearMonth(2, 3).toString());
        assertThat(rows.get(1)).containsOnlyNulls().hasSize(19);
    }

    @Test
    void complexTypesAreJson() {
        String struct = "struct<x:bigint,y:array<string>,z:map<bigint,double>>";
        project.sql("create table t (a array<int>, b map<string,decimal(5,1)>, c " + struct
                + ", d array<array<boolean>>, e array<binary>, f array<date>, g array<datetime>, h array<timestamp>,"
                + " i array<timestamp_ntz>, j array<float>, k map<boolean,date>)");
        Map<String, BigDecimal> map = new LinkedHashMap<>();
        map.put("one", new BigDecimal("1.5"));
        map.put("q\"\\\n\u0001", null);
        Map<Long, Double> numbers = new LinkedHashMap<>();
        numbers.put(2L, Double.NaN);
        numbers.put(-1L, 1e300);
        SimpleStruct value = new SimpleStruct(
                (StructTypeInfo) TypeInfoParser.getTypeInfoFromTypeString(struct),
                new ArrayList<>(Arrays.asList(5L, Arrays.asList("p", null), numbers)));
        Instant moment = Instant.parse("2024-07-01T10:00:00.5Z");
        SdkUpload.rows(
                project,
                "t",
                null,
                List.of(
                        Arrays.asList(
                                Arrays.asList(1, null, -3),
                                map,
                                value,
                                List.of(List.of(true), List.of()),
                                List.of(new Binary("ab".getBytes(StandardCharsets.UTF_8))),
                                List.of(LocalDate.of(2024, 2, 29)),
                                List.of(moment.atZone(ZoneOffset.UTC)),
                                List.of(moment.plusNanos(1)),
                                List.of(LocalDateTime.of(2024, 7, 1, 0, 0)),
                                List.of(1.1f, Float.POSITIVE_INFINITY),
                                Map.of(true, LocalDate.of(1, 2, 3))),
                        Collections.nCopies(11, null)));
        try (ReadRun run = ReadRun.open(project, EVERY, BERLIN)) {
            List<List<Object>> rows = run.rows();
            assertThat(rows.get(0))
                    .extracting(each -> ((Rows.Json) each).text())
                    .containsExactly(
                            "[1,null,-3]",
                            "{\"one\":1.5,\"q\\\"\\\\\\n\\u0001\":null}",
                            "{\"x\":5,\"y\":[\"p\",null],\"z\":{\"2\":\"NaN\",\"-1\":1.0E300}}",
                            "[[true],[]]",
                            "[\"YWI=\"]",
                            "[\"2024-02-29\"]",
                            "[\"2024-07-01 12:00:00.5\"]",
                            "[\"2024-07-01 12:00:00.500000001\"]",
                            "[\"2024-07-01 00:00:00\"]",
                            "[1.1,\"Infinity\"]",
                            "{\"true\":\"0001-02-03\"}");
            assertThat(rows.get(1)).containsOnlyNulls().hasSize(11);
        }
    }

    @Test
    void aTimeWithoutAZoneIsOfTheJobs() {
        project.sql("create table t (id bigint, a timestamp_ntz)");
        SdkUpload.rows(
                project,
                "t",
                null,
                List.of(
                        List.of(1L, LocalDateTime.of(2024, 7, 1, 12, 0)),
                        List.of(2L, LocalDateTime.of(2024, 3, 31, 2, 30)),
                        List.of(3L, LocalDateTime.of(2024, 10, 27, 2, 30))));
        try (ReadRun run = ReadRun.open(project, EVERY, BERLIN)) {
            assertThat(run.rows())
                    .containsExactly(
                            List.of(1L, Instant.parse("2024-07-01T10:00:00Z")),
                            List.of(3L, Instant.parse("2024-10-27T00:30:00Z")));
            assertThat(run.rejected())
                    .containsExactly(new TestTask.Rejected(
                            "row 1", "a", null, "the time 2024-03-31T02:30 does not exist in the zone Europe/Berlin"));
        }
    }

    @Test
    void aTextThatIsNoneIsSetAside() {
        project.sql("create table t (a string, b array<string>)");
        byte[] noText = {'a', (byte) 0xc3};
        SdkUpload.rows(
                project,
                "t",
                null,
                List.of(
                        Arrays.asList("good", List.of("good")),
                        Arrays.asList(noText, null),
                        Arrays.asList("good", List.of("good"))));
        try (ReadRun run = ReadRun.open(project, EVERY)) {
            assertThat(run.rows()).hasSize(2);
            assertThat(run.rejected())
                    .containsExactly(new TestTask.Rejected(
                            "row 1", "a", null, "has bytes that are no characters in the source's encoding"));
        }
    }
}
