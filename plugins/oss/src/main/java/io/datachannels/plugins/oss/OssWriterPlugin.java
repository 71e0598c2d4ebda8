package io.datachannels.plugins.oss;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;

/** Writes rows as objects of a bucket, none of which is visible before the job's commit. */
public final class OssWriterPlugin implements WriterPlugin<OssWriterConfig> {
    @Override
    public String name() {
        return "osswriter";
    }

    @Override
    public Class<OssWriterConfig> config() {
        return OssWriterConfig.class;
    }

    /** In append mode, whose objects have the run's id in their names; the others stay. */
    @Override
    public OssWriterConfig adding(OssWriterConfig config) {
        return config.with(WriteMode.APPEND);
    }

    @Override
    public Writer open(OssWriterConfig config, Schema schema, JobContext job) {
        int names = config.headerNames().size();
        if (names > 0 && names != schema.size()) {
            throw new JobFailure(
                    "header has " + names + " names, but the reader delivers " + schema.size() + " columns",
                    "Name every column in header, or leave it out.");
        }
        Bucket bucket = Bucket.connect(config.account(), job);
        try {
            if (config.writeSingleObject()) {
                SingleObjectWriter single = new SingleObjectWriter(config, config.header(schema), bucket);
                single.check();
                return single;
            }
            OssWriter writer = new OssWriter(config, schema, bucket);
            writer.check();
            return writer;
        } catch (RuntimeException e) {
            bucket.close();
            throw e;
        }
    }
}
