package io.datachannels.plugins.odps;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Char;
import com.aliyun.odps.data.SimpleJsonValue;
import com.aliyun.odps.data.SimpleStruct;
import com.aliyun.odps.data.Varchar;
import com.aliyun.odps.type.StructTypeInfo;
import com.aliyun.odps.type.TypeInfoParser;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A table that the SDK filled, copied: what the reader delivers the writer takes, and nothing is lost between them. */
class RoundTripTest {
    private static final String STRUCT = "struct<x:bigint,y:array<string>,z:map<string,timestamp>>";
    private static final String COLUMNS = "(a tinyint, b smallint, c int, d bigint, e boolean, f float, g double,"
            + " h decimal(38,18), i string, j char(4), k varchar(9), l binary, m json, n date, o datetime, p timestamp,"
            + " q timestamp_ntz, r array<double>, s map<bigint,binary>, u " + STRUCT + ", v array<datetime>,"
            + " w array<timestamp_ntz>, x map<date,decimal(10,2)>, y array<float>)";
    private static final int SIZE = 24;

    @RegisterExtension
    final Project project = new Project();

    @Test
    void everyTypeComesBackAsItWas() {
        project.sql("create table source " + COLUMNS + "; create table t " + COLUMNS);
        SdkUpload.rows(project, "source", null, List.of(full(), Collections.nCopies(SIZE, null), edges()));
        List<List<Object>> rows = ReadRun.rows(project, "\"table\": \"source\", \"column\": [\"*\"]");
        assertThat(rows).hasSize(3);
        try (WriteRun run = WriteRun.open(project, SIZE, "\"column\": [\"*\"], \"truncate\": true")) {
            run.taskOf(rows).commit();
            assertThat(run.rejected()).isEmpty();
        }
        assertThat(ReadRun.rows(project, "\"table\": \"t\", \"column\": [\"*\"]"))
                .isEqualTo(rows);
        assertThat(project.sql("select * from t")).isEqualTo(project.sql("select * from source"));
    }

    private static List<Object> full() {
        Instant moment = Instant.parse("2026-07-01T10:00:00.123456789Z");
        Map<Long, Binary> bytes = new LinkedHashMap<>();
        bytes.put(-1L, new Binary(new byte[] {0, -1}));
        bytes.put(7L, null);
        Map<LocalDate, BigDecimal> days = Map.of(LocalDate.of(2024, 2, 29), new BigDecimal("-0.10"));
        return Arrays.asList(
                (byte) -128,
                (short) -32_768,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                true,
                1.1f,
                -0.1,
                new BigDecimal("12345678901234567890.123456789012345678"),
                "täxt? \u0000 \uD83D\uDE00 \"quoted\"\n",
                new Char("ab"),
                new Varchar("vär?"),
                new Binary(new byte[] {0, -1, 127}),
                new SimpleJsonValue("{\"a\": [1, 2.50]}"),
                LocalDate.of(1, 1, 1),
                moment.atZone(ZoneOffset.UTC).withNano(123_000_000),
                moment,
                LocalDateTime.of(1900, 1, 1, 0, 0, 0, 1),
                Arrays.asList(1e300, null, Double.NaN, Double.NEGATIVE_INFINITY),
                bytes,
                struct(Arrays.asList(5L, Arrays.asList("p?", null, ""), Map.of("\\", moment))),
                List.of(moment.atZone(ZoneOffset.UTC).withNano(1_000_000)),
                List.of(LocalDateTime.of(2024, 7, 1, 0, 0, 0, 999_999_999)),
                days,
                List.of(1.1f, Float.POSITIVE_INFINITY));
    }

    private static List<Object> edges() {
        return Arrays.asList(
                (byte) 127,
                (short) 32_767,
                Integer.MAX_VALUE,
                Long.MIN_VALUE + 1,
                false,
                Float.MIN_VALUE,
                Double.MAX_VALUE,
                BigDecimal.ZERO.setScale(18),
                "",
                new Char(""),
                new Varchar(""),
                new Binary(new byte[0]),
                new SimpleJsonValue("[]"),
                LocalDate.of(9999, 12, 31),
                Instant.parse("9999-12-31T23:59:59.999Z").atZone(ZoneOffset.UTC),
                Instant.parse("0001-01-01T00:00:00.000000001Z"),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999),
                List.of(),
                Map.of(),
                struct(Arrays.asList(null, List.of(), null)),
                Collections.singletonList(null),
                List.of(),
                Map.of(),
                List.of());
    }

    private static SimpleStruct struct(List<Object> values) {
        return new SimpleStruct(
                (StructTypeInfo) TypeInfoParser.getTypeInfoFromTypeString(STRUCT), new ArrayList<>(values));
    }
}
