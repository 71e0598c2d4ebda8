package io.datachannels.plugins.oss;

import io.datachannels.spi.TaskReport;
import java.util.List;

/**
 * What a task uploaded, which the commit makes an object of.
 *
 * @param object the object's key; empty if the task leaves none
 * @param uploadId the upload to complete; empty if the object has no bytes and is stored at the commit
 * @param parts in the order of their numbers
 * @param crc64 the checksum of all bytes as an unsigned decimal number
 */
record ObjectReport(String object, String uploadId, List<Part> parts, long rows, long bytes, String crc64)
        implements TaskReport {
    ObjectReport {
        parts = List.copyOf(parts);
    }
}
