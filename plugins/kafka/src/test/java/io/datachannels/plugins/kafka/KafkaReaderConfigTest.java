package io.datachannels.plugins.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.testkit.PluginUnderTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaReaderConfigTest {
    private static final String BASE = "\"server\": \"h:9092\", \"topic\": \"t\", ";
    private static final String COLUMN = "\"column\": [\"a\"], ";
    private static final String EARLIEST = "\"beginType\": \"earliest\"";

    @Test
    void takesWhatDataworksWrites() {
        KafkaReaderConfig config = bind("""
                "server": "a:9092, b:9092", "topic": "t", "kafkaConfig": {"group.id": "g", "sasl.jaas.config": "marker"},
                "valueType": "ByteArray", "keyType": "BYTEARRAY", "beginDateTime": "20190416000000",
                "endDateTime": "20190416000006", "skipExceedRecord": "false", "waitTIme": "10",
                "column": ["__key__", "__value__", "__partition__", "__headers__", "__offset__", "__timestamp__", "'123'", "event_id", "tag.desc"]
                """);
        assertThat(config.group()).isEqualTo("g");
        assertThat(config.waitTime()).isEqualTo(10);
        assertThat(config.cluster().settings()).containsEntry("bootstrap.servers", "a:9092,b:9092");
        assertThat(config.toString()).doesNotContain("marker");
        assertThat(config.cluster().masked("bad value marker")).isEqualTo("bad value ******");
    }

    @Test
    void whatTheJobDecidesIsNotTakenFromKafkaConfig() {
        KafkaReaderConfig config = bind(
                BASE + COLUMN + EARLIEST
                        + ", \"kafkaConfig\": {\"enable.auto.commit\": \"true\", \"auto.offset.reset\": \"latest\", \"max.poll.records\": \"7\"}");
        assertThat(config.cluster().settings())
                .containsEntry("max.poll.records", "7")
                .doesNotContainKeys("enable.auto.commit", "auto.offset.reset");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "beginType": "current"                                   | groupId: is required to begin where the group stands
            "beginType": "specific"                                  | beginType: needs one of beginDateTime
            "beginOffset": 1, "beginDateTime": "20250101000000"      | beginType: needs one of beginDateTime
            "beginType": "earliest", "beginOffset": 1                | beginType: leaves no room
            "beginOffset": "-3"                                      | beginOffset: must be a number from 0 on
            "beginOffset": 9, "endOffset": 3                         | endOffset: must not be before beginOffset
            "beginOffset": 0, "endType": "specific"                  | endType: needs one of
            "beginOffset": 0, "endType": "latest", "endOffset": 3    | endType: leaves no room
            "beginDateTime": "20251301000000"                        | beginDateTime: must be a time of the form yyyyMMddHHmmss
            "beginOffset": 0, "timeZone": "Mars"                     | timeZone: must be a time zone
            "beginOffset": 0, "encoding": "UTF-99"                   | encoding: must be a charset
            "beginOffset": 0, "dataFormat": "text"                   | fieldDelimiter: is required where dataFormat is text
            "beginOffset": 0, "valueType": "long"                    | valueType: must be string or bytearray
            "beginOffset": 0, "waitTime": 0                          | waitTime: must be 1 or more
            "beginOffset": 0, "topicPattern": "x"                    | topic: must be there, or topicPattern, not both
            """)
    void saysWhatIsWrong(String members, String message) {
        assertThatThrownBy(() -> bind(BASE + COLUMN + members))
                .isInstanceOf(JobFileException.class)
                .hasMessageMatching(
                        "(?s).*parameter\\." + Pattern.quote(message.replaceFirst(":.*", "")) + " \\(line.*")
                .hasMessageContaining("): " + message.replaceFirst("[^:]*: ", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a..b"                             | column[0]: must have a name before, between and after dots
            "a[x]"                             | column[0]: must have the number of an element
            "a[1]b"                            | column[0]: must have a dot or [ after ]
            "__kay__"                          | column[0]: is none of __key__, __value__
            {"index": 0}                       | column[0].index: is for dataFormat text
            {"name": "a", "value": "b"}        | column[0]: must have a name, a value or an index
            {"name": "a", "type": "money"}     | column[0].type: must be STRING, LONG
            """)
    void saysWhatIsWrongWithAColumn(String column, String message) {
        assertThatThrownBy(() -> bind(BASE + EARLIEST + ", \"column\": [" + column + "]"))
                .isInstanceOf(JobFileException.class)
                .hasMessageMatching(
                        "(?s).*parameter\\." + Pattern.quote(message.replaceFirst(":.*", "")) + " \\(line.*")
                .hasMessageContaining("): " + message.replaceFirst("[^:]*: ", ""));
    }

    @Test
    void theServerIsHostAndPort() {
        assertThatThrownBy(() -> bind("\"server\": \"kafka\", \"topic\": \"t\", " + COLUMN + EARLIEST))
                .hasMessageContaining("must be HOST:PORT");
    }

    private static KafkaReaderConfig bind(String members) {
        return PluginUnderTest.config(KafkaReaderConfig.class, "{" + members + "}");
    }
}
