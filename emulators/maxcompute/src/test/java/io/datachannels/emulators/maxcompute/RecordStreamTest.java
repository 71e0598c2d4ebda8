package io.datachannels.emulators.maxcompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.emulators.maxcompute.records.MalformedStreamException;
import io.datachannels.emulators.maxcompute.records.RecordReader;
import io.datachannels.emulators.maxcompute.records.RecordWriter;
import io.datachannels.emulators.maxcompute.types.Column;
import io.datachannels.emulators.maxcompute.types.TypeParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of the protocol, taken from it and not from this code. */
class RecordStreamTest {
    private static final List<Column> BIGINT = List.of(new Column("a", TypeParser.parse("bigint"), true, ""));
    private static final String ROWS_0_1_2 = "080080c0ff7fedc2c5d001" + "080280c0ff7fcab8b49905"
            + "080480c0ff7fa3b6a6c308" + "f0ffff7f06" + "f8ffff7fa488b98f05";

    @Test
    void theVectorOfTheProtocolIsReadAndWritten() throws IOException {
        assertThat(read(ROWS_0_1_2)).containsExactly(0L, 1L, 2L);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordWriter writer = new RecordWriter(BIGINT, out);
        for (long i = 0; i < 3; i++) {
            writer.write(new Object[] {i});
        }
        writer.finish();
        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(ROWS_0_1_2);
    }

    @Test
    void anEmptyStreamIsItsCountAndChecksum() throws IOException {
        assertThat(read("f0ffff7f00f8ffff7f00")).isEmpty();
    }

    @Test
    void whatIsWrongIsFound() {
        assertThat(broken(ROWS_0_1_2.replace("0802", "0806"))).hasMessage("row 1: the checksum does not agree");
        assertThat(broken(ROWS_0_1_2.replace("f0ffff7f06", "f0ffff7f04")).corrupted())
                .isTrue();
        assertThat(broken(ROWS_0_1_2.replace("a488", "a588"))).hasMessageContaining("checksum of the stream");
        assertThat(broken(ROWS_0_1_2.substring(0, 22))).hasMessageContaining("ends after 1 rows");
        assertThat(broken(ROWS_0_1_2.substring(0, 24))).hasMessageContaining("row 1: the stream ends inside");
        assertThat(broken(ROWS_0_1_2 + "00")).hasMessageContaining("goes on");
        assertThat(broken("1000" + ROWS_0_1_2)).hasMessageContaining("column 2 of a table with 1");
        assertThat(broken("0a0130" + ROWS_0_1_2)).hasMessageContaining("wire type 2 for column a of type bigint");
        assertThat(broken("")).hasMessageContaining("without its count");
    }

    private static MalformedStreamException broken(String hex) {
        try {
            read(hex);
        } catch (MalformedStreamException e) {
            return e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("read: " + hex);
    }

    private static List<Object> read(String hex) throws IOException {
        RecordReader reader =
                new RecordReader(BIGINT, new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
        List<Object> values = new ArrayList<>();
        for (Object[] row = reader.next(); row != null; row = reader.next()) {
            values.add(row[0]);
        }
        return values;
    }

    @Test
    void typesAreReadAsWritten() {
        for (String type : List.of(
                "bigint",
                "decimal(38,18)",
                "varchar(65535)",
                "map<string,array<decimal(5,1)>>",
                "struct<`a`:int,`b`:struct<`c`:date>>")) {
            assertThat(TypeParser.parse(type)).hasToString(type);
        }
        assertThat(TypeParser.parse(" MAP < String , INT > ")).hasToString("map<string,int>");
        for (String type :
                List.of("text", "decimal(39,2)", "decimal(5,6)", "char(256)", "varchar", "array<int", "int(3)", "")) {
            assertThatThrownBy(() -> TypeParser.parse(type)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
