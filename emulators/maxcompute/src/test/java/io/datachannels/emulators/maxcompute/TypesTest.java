package io.datachannels.emulators.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Char;
import com.aliyun.odps.data.IntervalDayTime;
import com.aliyun.odps.data.IntervalYearMonth;
import com.aliyun.odps.data.SimpleJsonValue;
import com.aliyun.odps.data.SimpleStruct;
import com.aliyun.odps.data.Varchar;
import com.aliyun.odps.tunnel.TableTunnel.UploadSession;
import com.aliyun.odps.type.StructTypeInfo;
import io.datachannels.emulators.maxcompute.types.TypeName;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypesTest extends SdkTest {
    @Test
    void everyTypeComesBack() throws Exception {
        emulator.sql(
                "p",
                "create table t (a tinyint, b smallint, c int, d bigint, e boolean, f float, g double, h decimal(20,4),"
                        + " i string, j char(4), k varchar(9), l binary, m json, n date, o datetime, q timestamp,"
                        + " r timestamp_ntz, s interval_day_time, t interval_year_month, u array<int>,"
                        + " v map<string,decimal(5,1)>, w struct<x:bigint,y:array<string>>)");
        assertThat(TypeName.values()).hasSize(22);
        UploadSession session = tunnel.createUploadSession("p", "t");
        var struct = (StructTypeInfo) session.getSchema().getColumn("w").getTypeInfo();
        Map<String, BigDecimal> map = new LinkedHashMap<>();
        map.put("one", new BigDecimal("1.5"));
        map.put("none", null);
        List<Object> full = List.of(
                (byte) -128,
                (short) 32_767,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                true,
                1.5f,
                -0.1,
                new BigDecimal("-1234567890123456.7890"),
                "täxt \u0000 \uD83D\uDE00",
                new Char("ab"),
                new Varchar("vär"),
                new Binary(new byte[] {0, -1, 127}),
                new SimpleJsonValue("{\"a\":1}"),
                LocalDate.of(1, 1, 1),
                ZonedDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000, ZoneOffset.UTC),
                Instant.parse("1900-01-01T00:00:00.123456789Z"),
                LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4),
                new IntervalDayTime(273_906, 7),
                new IntervalYearMonth(2, 3),
                Arrays.asList(1, null, -3),
                map,
                new SimpleStruct(struct, new ArrayList<>(Arrays.asList(5L, Arrays.asList("p", null)))));
        block(session, 0, 2, (i, record) -> {
            for (int column = 0; column < full.size(); column++) {
                record.set(column, i == 0 ? full.get(column) : null);
            }
        });
        session.commit();
        List<List<Object>> rows = rows("t", null);
        for (int column = 0; column < full.size(); column++) {
            Object expected = full.get(column);
            Object found = rows.get(0).get(column);
            if (expected instanceof ZonedDateTime time) {
                assertThat(((ZonedDateTime) found).toInstant()).isEqualTo(time.toInstant());
            } else if (expected instanceof BigDecimal number) {
                assertThat((BigDecimal) found).isEqualByComparingTo(number);
            } else if (expected instanceof SimpleStruct || expected instanceof SimpleJsonValue) {
                assertThat(found).hasToString(expected.toString());
            } else {
                assertThat(found).as("column " + column).isEqualTo(expected);
            }
            assertThat(rows.get(1).get(column)).isNull();
        }
        assertThat(emulator.sql("p", "select h, n, o, q, s, t, u, v, w from t limit 1"))
                .isEqualTo("h,n,o,q,s,t,u,v,w\n-1234567890123456.7890,0001-01-01,1969-12-31 23:59:59.999,"
                        + "1900-01-01 00:00:00.123456789,3 04:05:06.000000007,2-3,\"[1, NULL, -3]\","
                        + "\"{one:1.5, none:NULL}\",\"{x:5, y:[p, NULL]}\"\n");
    }

    @Test
    void valuesThatTheClientLetsThroughAreChecked() throws Exception {
        emulator.sql("p", "create table t (a decimal(5,2), b map<string,bigint>)");
        UploadSession session = tunnel.createUploadSession("p", "t");
        block(session, 0, 1, (i, record) -> record.set(0, new BigDecimal("1.239")));
        session.commit();
        assertThat(rows("t", null).get(0).get(0)).isEqualTo(new BigDecimal("1.24"));
        UploadSession nullKey = tunnel.createUploadSession("p", "t");
        Map<String, Long> map = new LinkedHashMap<>();
        map.put(null, 1L);
        assertThatThrownBy(() -> block(nullKey, 0, 1, (i, record) -> record.set(1, map)))
                .hasMessageContaining("column b of type map<string,bigint>: a null key");
    }
}
