package io.datachannels.benchmark;

import com.sun.management.ThreadMXBean;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Cast;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TransientFailure;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.concurrent.Callable;

/** A task alone, which counts what its thread costs between {@link #begin} and {@link #end} without its calls to the service. For one thread. */
final class CountedTask implements TaskContext {
    private static final int CALLS = 3;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Cast cast = Cast.standard(ZONE);
    private long nanos;
    private long bytes;
    private long nanosBefore;
    private long bytesBefore;

    void begin() {
        bytesBefore = threads.getCurrentThreadAllocatedBytes();
        nanosBefore = threads.getCurrentThreadCpuTime();
    }

    void end() {
        nanos += threads.getCurrentThreadCpuTime() - nanosBefore;
        bytes += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
    }

    /** Nanoseconds of CPU. */
    long nanos() {
        return nanos;
    }

    /** Bytes that were allocated. */
    long bytes() {
        return bytes;
    }

    @Override
    public <T> T call(String what, Callable<T> call) {
        end();
        try {
            for (int i = 1; ; i++) {
                try {
                    return call.call();
                } catch (TransientFailure e) {
                    // A server closes a connection that was not used for a while just when it is used again.
                    if (i == CALLS) {
                        throw e;
                    }
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FatalFailure(what + ": " + e, "", e);
        } finally {
            begin();
        }
    }

    @Override
    public String runId() {
        return "benchmark";
    }

    @Override
    public ZoneId zone() {
        return ZONE;
    }

    @Override
    public Cast cast() {
        return cast;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int task() {
        return 0;
    }

    @Override
    public int attempt() {
        return 0;
    }

    @Override
    public void reject(String position, String column, String value, String reason) {
        throw new IllegalStateException(position + ", " + column + ": " + value + " " + reason);
    }

    @Override
    public void reject(Batch batch, int row, RowFailure failure) {
        throw failure;
    }
}
