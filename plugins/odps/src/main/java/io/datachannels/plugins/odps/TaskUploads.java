package io.datachannels.plugins.odps;

import io.datachannels.spi.TaskReport;
import java.util.List;

/** What a task uploaded, which the commit makes visible. */
record TaskUploads(List<UploadedBlocks> uploads, long rows) implements TaskReport {
    TaskUploads {
        uploads = List.copyOf(uploads);
    }
}
