package io.datachannels.plugins.odps;

import com.aliyun.odps.Table;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;

/** Writes rows into a table of MaxCompute, none of which is visible before the job's commit. */
public final class OdpsWriterPlugin implements WriterPlugin<OdpsWriterConfig> {
    @Override
    public String name() {
        return "odpswriter";
    }

    @Override
    public Class<OdpsWriterConfig> config() {
        return OdpsWriterConfig.class;
    }

    @Override
    public OdpsWriterConfig adding(OdpsWriterConfig config) {
        return config.adding();
    }

    @Override
    public Writer open(OdpsWriterConfig config, Schema schema, JobContext job) {
        long block = config.blockBytes(job.channels(), Runtime.getRuntime().maxMemory());
        OdpsClient client = new OdpsClient(config.access());
        Table table = config.createsTable()
                ? client.find(config.table(), job)
                : client.table(config.table(), "If it is to be made, set autoCreate to true.", job);
        client.tunnel(job);
        if (table == null) {
            TableMaker maker = new TableMaker(config, schema);
            return new OdpsWriter(config, Target.of(config, schema, maker.schema()), maker, client, block, job);
        }
        requireTable(table, config);
        return new OdpsWriter(config, Target.of(config, schema, table.getSchema()), null, client, block, job);
    }

    private static void requireTable(Table table, OdpsWriterConfig config) {
        if (table.isVirtualView()) {
            throw new JobFailure(
                    config.access().name(config.table()) + " is a view, which cannot be written", "Name its table.");
        }
    }
}
