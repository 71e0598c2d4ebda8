package io.datachannels.plugins.oss;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Rows as Parquet. A row group is in memory until it is full and encoded into parts. */
final class ParquetEncoder implements RowEncoder {
    private static final long MOST_ROW_GROUP = 32L << 20;
    private static final long LEAST_ROW_GROUP = 4L << 20;
    /** Of a channel's share of the heap so much is for its row group; parts, batches and what is being encoded need the rest. */
    private static final int PARTS_OF_SHARE = 4;
    /** After how many rows sizes are looked at first, so that rows of some MB do not pile up. */
    private static final int FIRST_LOOK = 10;
    /** Beyond it a column's values are written as they are: looking up values that are hardly ever there costs more than their bytes. */
    private static final int DICTIONARY = 128 * 1024;

    private final MessageType schema;
    private final CompressionCodecName codec;
    private final List<ParquetCell> cells = new ArrayList<>();
    private final long rowGroup;
    private ObjectUpload upload;
    private ParquetWriter<Boolean> writer;

    ParquetEncoder(OssWriterConfig config, MessageType schema, JobContext job) {
        this.schema = schema;
        this.rowGroup = rowGroup(Runtime.getRuntime().maxMemory() / job.channels());
        this.codec = switch (config.parquetCompression()) {
            case GZIP -> CompressionCodecName.GZIP;
            case ZSTD -> CompressionCodecName.ZSTD;
            case SNAPPY -> CompressionCodecName.SNAPPY;
            default -> CompressionCodecName.UNCOMPRESSED;
        };
        ParquetZones zones = ParquetZones.of(config.parquetUtcTimestamp(), job);
        for (int i = 0; i < schema.getFieldCount(); i++) {
            cells.add(new ParquetCell(schema.getType(i), i, zones, job));
        }
    }

    /** How large a row group is for a channel that has so many bytes of the heap. */
    static long rowGroup(long share) {
        return Math.max(LEAST_ROW_GROUP, Math.min(MOST_ROW_GROUP, share / PARTS_OF_SHARE));
    }

    @Override
    public void begin(ObjectUpload object) {
        upload = object;
        try {
            writer = new Builder(new ParquetOutput(object))
                    .withConf(new PlainParquetConfiguration())
                    .withCodecFactory(new ParquetCodecs())
                    .withCompressionCodec(codec)
                    .withRowGroupSize(rowGroup)
                    .withMinRowCountForPageSizeCheck(FIRST_LOOK)
                    .withDictionaryPageSize(DICTIONARY)
                    .withPageWriteChecksumEnabled(true)
                    .withSizeStatisticsEnabled(false)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void row(Row row) {
        for (ParquetCell each : cells) {
            each.take(row);
        }
        try {
            writer.write(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long pending() {
        return Math.max(0, writer.getDataSize() - upload.bytes());
    }

    @Override
    public void end() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Builder extends ParquetWriter.Builder<Boolean, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<Boolean> getWriteSupport(Configuration configuration) {
            return new Cells();
        }

        @Override
        protected WriteSupport<Boolean> getWriteSupport(ParquetConfiguration configuration) {
            return new Cells();
        }
    }

    /** Writes the cells that were taken; what it is given says nothing. */
    private final class Cells extends WriteSupport<Boolean> {
        private RecordConsumer record;

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
        public void write(Boolean taken) {
            record.startMessage();
            for (ParquetCell each : cells) {
                each.put(record);
            }
            record.endMessage();
        }
    }
}
