package io.datachannels.engine.run;

import io.datachannels.engine.transform.Transformers;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Writer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open sides of a run and its lock on the target, each from the moment when there is one. On the job's thread. */
final class Connected {
    private static final Logger LOG = LoggerFactory.getLogger(Connected.class);

    private Opened<Reader> reader;
    private Transformers transformers;
    private Opened<Writer> writer;
    private TargetLock targetLock;

    /** Opens both sides, the reader first: the writer is to take its columns, as the transformers leave them. */
    void open(Sides sides, JobContext context) {
        reader = sides.openReader(context);
        transformers = sides.transformers();
        Schema schema = transformers.open(reader.side().schema()).schema();
        writer = sides.openWriter(schema, context);
    }

    void lock(Path runs, String target, String run) {
        targetLock = TargetLock.take(runs, target, run);
    }

    Opened<Reader> reader() {
        return reader;
    }

    Transformers transformers() {
        return transformers;
    }

    Opened<Writer> writer() {
        return writer;
    }

    /** Whether rows can be seen at the target before the commit. */
    boolean showsRowsAtOnce() {
        return writer != null && !writer.ask(Writer::isAllOrNothing);
    }

    /** @param failure takes what goes wrong here, unless null */
    void close(RuntimeException failure) {
        close(writer, failure);
        close(reader, failure);
        close(targetLock, failure);
    }

    static void close(AutoCloseable open, RuntimeException failure) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception e) {
            LOG.warn("closing failed", e);
            if (failure != null) {
                failure.addSuppressed(e);
            }
        }
    }
}
