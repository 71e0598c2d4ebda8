package io.datachannels.plugins.oss;

import io.datachannels.spi.TaskReport;
import java.util.List;

/**
 * What a task uploaded.
 *
 * @param objects in the order in which they were written; more than one where a size limit cut them
 */
record TaskObjects(List<ObjectReport> objects, long rows) implements TaskReport {
    TaskObjects {
        objects = List.copyOf(objects);
    }
}
