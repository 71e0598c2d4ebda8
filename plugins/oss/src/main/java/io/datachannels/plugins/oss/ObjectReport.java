package io.datachannels.plugins.oss;

import java.util.List;

/**
 * An object that a task uploaded and the commit completes.
 *
 * @param uploadId the upload to complete; empty if the object has no bytes and is stored at the commit
 * @param parts in the order of their numbers
 * @param crc64 the checksum of all bytes as an unsigned decimal number; empty if the service keeps none
 */
record ObjectReport(String object, String uploadId, List<Part> parts, long bytes, String crc64) {
    ObjectReport {
        parts = List.copyOf(parts);
    }
}
