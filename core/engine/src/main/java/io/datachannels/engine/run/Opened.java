package io.datachannels.engine.run;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An open side of a job with its plug-in's class loader, which is the thread's context class loader during every call: vendor
 * SDKs look services up through it.
 *
 * @param <T> {@code Reader} or {@code Writer}
 */
record Opened<T extends AutoCloseable>(T side, ClassLoader loader) implements AutoCloseable {
    <R> R ask(Function<T, R> call) {
        return in(loader, () -> call.apply(side));
    }

    void tell(Consumer<T> call) {
        ask(each -> {
            call.accept(each);
            return null;
        });
    }

    @Override
    public void close() {
        in(loader, () -> {
            side.close();
            return null;
        });
    }

    /** Makes a call with the loader as the thread's context class loader. */
    static <R> R in(ClassLoader loader, Callable<R> call) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
