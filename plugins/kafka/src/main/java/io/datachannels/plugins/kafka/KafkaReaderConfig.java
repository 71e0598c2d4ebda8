package io.datachannels.plugins.kafka;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The parameters of kafkareader. */
@IgnoredKey(name = "skipExceedRecord", because = "a record at the end or after it is never read")
@IgnoredKey(name = "stopWhenPollEmpty", because = "the job ends at the end offset, not when the topic is silent")
@IgnoredKey(name = "stopWhenReachEndOffset", because = "the job always ends at the end offset")
@IgnoredKey(name = "sessionTimeoutMs", because = "the job is no member of its group, so it has no session")
@Doc("Reads what arrived in Kafka topics between two positions, each record once.")
record KafkaReaderConfig(
        @Inline Cluster cluster,

        @Doc("The topic, or a list of topics.") @AlsoKnownAs("topics") @Optional(usual = true)
        List<String> topic,

        @Doc("In place of topic: a regular expression that the whole name of a topic must match.") @Optional
        String topicPattern,

        @Doc("Only this partition.") @Optional Integer partition,

        @Doc(
                "The columns: __key__, __value__, __partition__, __offset__, __timestamp__ (milliseconds), __headers__, __topic__; a"
                        + " constant in single quotes; or a field of the value, nested as tag.desc or list[0].")
        List<MessageColumn> column,

        @Doc(
                "The consumer group whose position is moved after the job's commit, and where beginType current begins. Without it no"
                        + " position is kept.")
        @Optional
        String groupId,

        @Doc("How keys are read: string, bytearray, double, float, integer, long or short.") @Default("string")
        BytesType keyType,

        @Doc("How values are read: string, bytearray, double, float, integer, long or short.") @Default("string")
        BytesType valueType,

        @Doc("The charset of keys and values.") @Default("UTF-8")
        String encoding,

        @Doc("The charset of headers.") @Default("UTF-8") String headerEncoding,

        @Doc(
                "What a value is: json, an object whose fields are the columns; or text, cut into pieces at fieldDelimiter, which"
                        + " go to the columns that are no attribute and no constant in their order, or by index.")
        @Default("json")
        DataFormat dataFormat,

        @Doc("Where dataFormat text cuts a value; \\t and \\u0001 may be written so.") @Optional
        String fieldDelimiter,

        @Doc(
                "specific: at beginDateTime, beginTimestampMillis or beginOffset; earliest: at the first record there is; current: where"
                        + " the group stands.")
        @Default("specific")
        BeginType beginType,

        @Doc("Begins with the first record of this time or later: yyyyMMddHHmmss.") @Optional(usual = true)
        String beginDateTime,

        @Doc("Begins with the first record of this time or later, in milliseconds since 1970.") @Optional
        Long beginTimestampMillis,

        @Doc(
                "Begins with this offset, or seekToBeginning, seekToLast (where the group stands), seekToEnd. A number counts for"
                        + " every partition.")
        @Optional
        String beginOffset,

        @Doc(
                "specific: before endDateTime, endTimestampMillis or endOffset; latest: at what is the end when the job starts. latest if"
                        + " none of them is there.")
        @Optional
        EndType endType,

        @Doc("Ends before the first record of this time or later: yyyyMMddHHmmss.") @Optional
        String endDateTime,

        @Doc("Ends before the first record of this time or later, in milliseconds since 1970.") @Optional
        Long endTimestampMillis,

        @Doc("Ends before this offset, in every partition.") @Optional
        Long endOffset,

        @Doc("The zone of beginDateTime and endDateTime; the job's if left out.") @Optional
        String timeZone,

        @Doc("How long, in seconds from 1 on, a fetch may bring nothing before the end is reached.")
        @AlsoKnownAs("waitTIme")
        @Default("60")
        int waitTime,

        @Doc(
                "What to do where records from the wanted position on were removed, or the group has no position: none ends the job and"
                        + " names the gap, earliest goes on with the first record there is, latest with none.")
        @Default("none")
        AutoOffsetReset autoOffsetReset,

        @Doc("How many bytes a broker collects before it answers, 1 or more.") @Default("1")
        int fetchMinBytes,

        @Doc(
                "How long a broker collects them at most, in milliseconds from 0 on. What a job reads is there already, and behind its end"
                        + " this is waited for nothing.")
        @Default("20")
        int fetchMaxWaitMs)
        implements Validated {

    @Override
    public void validate(Problems problems) {
        problems.check(topic.isEmpty() != (topicPattern == null), "topic", "must be there, or topicPattern, not both");
        problems.check(topic.stream().noneMatch(String::isBlank), "topic", "must not be blank");
        if (topicPattern != null) {
            try {
                Pattern.compile(topicPattern);
            } catch (PatternSyntaxException e) {
                problems.add("topicPattern", "is not a regular expression: " + e.getDescription());
            }
        }
        problems.check(partition == null || partition >= 0, "partition", "must be 0 or more");
        problems.check(!column.isEmpty(), "column", "must have at least one column");
        for (int i = 0; i < column.size(); i++) {
            column.get(i).validate("column[" + i + "]", dataFormat, problems);
        }
        Charsets.validate(encoding, "encoding", problems);
        Charsets.validate(headerEncoding, "headerEncoding", problems);
        boolean cuts = dataFormat == DataFormat.TEXT;
        problems.check(
                !cuts || fieldDelimiter != null && !fieldDelimiter.isEmpty(),
                "fieldDelimiter",
                "is required where dataFormat is text");
        problems.check(
                valueType.isText() || column.stream().noneMatch(MessageColumn::isOfValue),
                "valueType",
                "must be string or bytearray where columns are taken out of the value");
        new Bounds(this).validate(problems);
        problems.check(waitTime >= 1, "waitTime", "must be 1 or more");
        problems.check(fetchMinBytes >= 1, "fetchMinBytes", "must be 1 or more");
        problems.check(fetchMaxWaitMs >= 0, "fetchMaxWaitMs", "must be 0 or more");
    }

    /** The group that is asked for by name, or null. */
    String group() {
        return groupId == null || groupId.isBlank() ? cluster.setting(ConsumerConfig.GROUP_ID_CONFIG) : groupId.strip();
    }

    /** How a consumer fetches and whose position it can ask for. */
    Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, fetchMinBytes);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, fetchMaxWaitMs);
        if (group() != null) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group());
        }
        return settings;
    }
}
