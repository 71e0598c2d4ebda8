package io.datachannels.engine.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs to the standard error: the product from INFO, what it is built with from WARN. In code, because reading XML takes longer than a small job. */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String CONSOLE = "console";
    private static final String PRODUCT = "io.datachannels";

    /** They warn of every failed call; a plug-in says the same once, and what to do about it. */
    private static final List<String> SDKS = List.of(
            "com.alicloud.openservices.tablestore",
            "com.aliyun.oss",
            "org.apache.kafka",
            "kafka",
            "state.change.logger");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName(CONSOLE);
        console.setTarget("System.err");
        console.setEncoder(text(context));
        console.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger(PRODUCT).setLevel(Level.INFO);
        SDKS.forEach(each -> context.getLogger(each).setLevel(Level.OFF));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * From here on one JSON object per line.
     *
     * @param run the id of the run that the process does, or null while there is none; asked with every line
     */
    public static void json(Supplier<String> run) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var console = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(CONSOLE);
        JsonLines lines = new JsonLines(run);
        lines.setContext(context);
        lines.start();
        console.setEncoder(lines);
    }

    /** What is logged and what is not; DataX's names. */
    public enum Threshold {
        OFF,
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE,
        ALL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Sets the product's level; what it is built with follows from DEBUG on. */
    public static void level(Threshold threshold) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Level level = Level.toLevel(threshold.name());
        context.getLogger(PRODUCT).setLevel(level);
        if (level.isGreaterOrEqual(Level.WARN)) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level);
        } else if (!level.isGreaterOrEqual(Level.INFO)) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
            SDKS.forEach(each -> context.getLogger(each).setLevel(Level.INFO));
        }
    }

    /** On a terminal a line begins by clearing the progress line. */
    private static TextLines text(LoggerContext context) {
        TextLines lines = new TextLines(System.getenv("DATAX_TERMINAL") == null ? "" : "\r\033[K");
        lines.setContext(context);
        lines.start();
        return lines;
    }
}
