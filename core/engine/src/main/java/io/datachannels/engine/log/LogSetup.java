package io.datachannels.engine.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs to the standard error: the product from INFO, what it is built with from WARN. In code, because reading XML takes longer than a small job. */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String PRODUCT = "io.datachannels";

    /** They warn of every failed call; a plug-in says the same once, and what to do about it. */
    private static final List<String> SDKS = List.of("com.alicloud.openservices.tablestore", "com.aliyun.oss");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{0} - %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger(PRODUCT).setLevel(Level.INFO);
        SDKS.forEach(each -> context.getLogger(each).setLevel(Level.OFF));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Sets the product's level by its name in any case; what it is built with follows from DEBUG on. */
    public static void level(String name) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Level level = Level.toLevel(name, Level.INFO);
        context.getLogger(PRODUCT).setLevel(level);
        if (level.isGreaterOrEqual(Level.WARN)) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level);
        } else if (!level.isGreaterOrEqual(Level.INFO)) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
            SDKS.forEach(each -> context.getLogger(each).setLevel(Level.INFO));
        }
    }
}
