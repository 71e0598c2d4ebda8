package io.datachannels.engine.run;

import io.datachannels.engine.transform.Transformers;
import io.datachannels.spi.DirtySink;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open sides of a run and its lock on the target, each from the moment when there is one, and the job's calls to them. */
final class Connected {
    private static final Logger LOG = LoggerFactory.getLogger(Connected.class);

    private final Sides sides;
    private final DriverCalls calls;
    private Opened<Reader> reader;
    private Transformers transformers;
    private Schema read;
    private Schema written;
    private Opened<Writer> writer;
    private Opened<DirtySink> dirtySink;
    private TargetLock targetLock;

    Connected(Sides sides, DriverCalls calls) {
        this.sides = sides;
        this.calls = calls;
    }

    /** Opens both sides, the reader first: the writer is to take its columns, as the transformers leave them. */
    void open(JobContext context) {
        reader = calls.make(sides.readerName() + " open", () -> sides.openReader(context));
        transformers = sides.transformers();
        read = reader.side().schema();
        written = transformers.open(read).schema();
        writer = calls.make(sides.writerName() + " open", () -> sides.openWriter(written, context));
        dirtySink = calls.make("setting.dirty open", () -> sides.openDirtySink(context));
    }

    void lock(Path runs, String target, String run) {
        targetLock = TargetLock.take(runs, target, run);
    }

    Opened<Reader> reader() {
        return reader;
    }

    /** The reader's columns. */
    Schema read() {
        return read;
    }

    /** The columns as the transformers leave them, which the writer takes. */
    Schema written() {
        return written;
    }

    Transformers transformers() {
        return transformers;
    }

    Opened<Writer> writer() {
        return writer;
    }

    /** Where dirty rows of the run go besides its folder, or null. */
    DirtyOutlet outlet(String run) {
        return dirtySink == null ? null : new DirtyOutlet(dirtySink, run);
    }

    /** Whether rows can be seen at the target before the commit. */
    boolean showsRowsAtOnce() {
        return writer != null && !writer.ask(Writer::isAllOrNothing);
    }

    List<Split> plan(int parallelism) {
        return calls.make(sides.readerName() + " plan", () -> reader.ask(each -> each.plan(parallelism)));
    }

    WriterState intent() {
        return calls.make(sides.writerName() + " intent", () -> writer.ask(Writer::intent));
    }

    WriterState prepare() {
        return calls.make(sides.writerName() + " prepare", () -> writer.ask(Writer::prepare));
    }

    void resume(WriterState state, List<TaskReport> finished) {
        make("resume", each -> each.resume(state, finished));
    }

    void beforeCommit(WriterState state, List<TaskReport> reports) {
        make("before commit", each -> each.beforeCommit(state, reports));
    }

    private void make(String what, Consumer<Writer> call) {
        calls.make(sides.writerName() + " " + what, () -> {
            writer.tell(call);
            return null;
        });
    }

    void commitWriter(WriterState state, List<TaskReport> reports) {
        calls.finish(sides.writerName() + " commit", () -> writer.tell(each -> each.commit(state, reports)));
    }

    void commitReader(List<SplitReport> positions) {
        calls.finish(sides.readerName() + " commit", () -> reader.tell(each -> each.commit(positions)));
    }

    /** Is not cut short by an interrupt, but given up when it stands still. */
    void abort(WriterState state, List<TaskReport> reports) {
        calls.end(sides.writerName() + " abort", () -> writer.tell(each -> each.abort(state, reports)));
    }

    /** @param failure takes what goes wrong here, unless null */
    void close(RuntimeException failure) {
        if (dirtySink != null) {
            close(() -> calls.end("setting.dirty close", dirtySink::close), failure);
        }
        if (writer != null) {
            close(() -> calls.end(sides.writerName() + " close", writer::close), failure);
        }
        if (reader != null) {
            close(() -> calls.end(sides.readerName() + " close", reader::close), failure);
        }
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
