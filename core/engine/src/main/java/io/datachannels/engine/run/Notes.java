package io.datachannels.engine.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operator should know beside the figures: in the log at once, and in the report. Safe for use from any thread. */
final class Notes {
    private static final Logger LOG = LoggerFactory.getLogger(Notes.class);

    private final List<String> texts = new CopyOnWriteArrayList<>();

    void add(String text) {
        LOG.info("{}", text);
        texts.add(text);
    }

    void warn(String text) {
        LOG.warn("{}", text);
        texts.add(text);
    }

    List<String> all() {
        return List.copyOf(texts);
    }
}
