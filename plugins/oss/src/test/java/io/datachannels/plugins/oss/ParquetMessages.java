package io.datachannels.plugins.oss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Files of any schema and of old writers' types, put together field by field. */
final class ParquetMessages extends WriteSupport<Consumer<RecordConsumer>> {
    private final MessageType schema;
    private RecordConsumer record;

    private ParquetMessages(MessageType schema) {
        this.schema = schema;
    }

    /** A file of messages, each of which puts its fields. */
    static byte[] write(Path folder, String schema, List<Consumer<RecordConsumer>> messages) {
        Path file = folder.resolve("messages.parquet");
        try {
            try (ParquetWriter<Consumer<RecordConsumer>> writer =
                    new Builder(file, MessageTypeParser.parseMessageType(schema)).build()) {
                for (Consumer<RecordConsumer> each : messages) {
                    writer.write(each);
                }
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        record = consumer;
    }

    @Override
    public void write(Consumer<RecordConsumer> message) {
        record.startMessage();
        message.accept(record);
        record.endMessage();
    }

    private static final class Builder extends ParquetWriter.Builder<Consumer<RecordConsumer>, Builder> {
        private final MessageType schema;

        Builder(Path file, MessageType schema) {
            super(new LocalOutputFile(file));
            this.schema = schema;
            withConf(new PlainParquetConfiguration());
            withCodecFactory(new ParquetCodecs());
            withCompressionCodec(CompressionCodecName.UNCOMPRESSED);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<Consumer<RecordConsumer>> getWriteSupport(Configuration configuration) {
            return new ParquetMessages(schema);
        }

        @Override
        protected WriteSupport<Consumer<RecordConsumer>> getWriteSupport(ParquetConfiguration configuration) {
            return new ParquetMessages(schema);
        }
    }
}
