package io.datachannels.plugins.oss;

import io.datachannels.spi.TaskReport;
import java.util.List;

/**
 * What a task has of an object that all tasks write.
 *
 * @param parts its bytes as parts of the shared upload, in their order; none if they are too few for a part
 * @param headed the first part once more, behind the header, for the task whose bytes stand first; none without parts or header
 * @param small its bytes in base64 if they are too few for a part, otherwise empty
 */
record SinglePieces(List<Part> parts, List<Part> headed, String small, long rows) implements TaskReport {
    SinglePieces {
        parts = List.copyOf(parts);
        headed = List.copyOf(headed);
    }
}
