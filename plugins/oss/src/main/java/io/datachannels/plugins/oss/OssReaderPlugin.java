package io.datachannels.plugins.oss;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;

/** Reads rows from the objects of a bucket. */
public final class OssReaderPlugin implements ReaderPlugin<OssReaderConfig> {
    @Override
    public String name() {
        return "ossreader";
    }

    @Override
    public Class<OssReaderConfig> config() {
        return OssReaderConfig.class;
    }

    @Override
    public Reader open(OssReaderConfig config, JobContext job) {
        Bucket bucket = Bucket.connect(config.account(), job);
        try {
            return new OssReader(config, bucket);
        } catch (RuntimeException e) {
            bucket.close();
            throw e;
        }
    }
}
