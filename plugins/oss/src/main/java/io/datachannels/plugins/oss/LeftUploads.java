package io.datachannels.plugins.oss;

import io.datachannels.spi.JobFailure;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes uploads that a run left behind: those of a process that was killed, of an attempt that was given up, and the run's marker.
 * Others' are left alone: an upload counts as the run's if it has the exact name of one of its tasks' objects and, where names do not
 * tell runs apart, began after the run and before any other run of the same names. What cannot be told by that stays, and costs
 * storage until a lifecycle rule or a person removes it.
 */
final class LeftUploads {
    private static final Logger LOG = LoggerFactory.getLogger(LeftUploads.class);

    private final Uploads uploads;
    private final ObjectNames names;

    LeftUploads(Uploads uploads, ObjectNames names) {
        this.uploads = uploads;
        this.names = names;
    }

    void remove(UploadRun run) {
        List<UnfinishedUpload> unfinished = unfinished();
        if (run.marker() != null) {
            remove(run, unfinished);
            return;
        }
        // The process died while it opened the marker: there is nothing but the marker, if that.
        for (UnfinishedUpload each : unfinished) {
            if (each.key().equals(names.marker(run.runId()))) {
                uploads.abort(each.key(), each.id());
            }
        }
    }

    private void remove(UploadRun run, List<UnfinishedUpload> unfinished) {
        long from = run.marker().isEmpty() ? Long.MIN_VALUE : Long.MAX_VALUE;
        for (UnfinishedUpload each : unfinished) {
            if (each.id().equals(run.marker())) {
                from = each.initiated();
            }
        }
        long until = run.marker().isEmpty() ? Long.MAX_VALUE : nextRun(unfinished, run, from);
        for (UnfinishedUpload each : unfinished) {
            boolean own = names.isTask(run.runId(), each.key()) && each.initiated() >= from && each.initiated() < until;
            if (own) {
                uploads.abort(each.key(), each.id());
            }
        }
        if (!run.marker().isEmpty()) {
            uploads.abort(names.marker(run.runId()), run.marker());
        }
    }

    private List<UnfinishedUpload> unfinished() {
        try {
            return uploads.list(names.siblings());
        } catch (JobFailure e) {
            if (!uploads.isDenied(e)) {
                throw e;
            }
            LOG.info(
                    "The access key may not list uploads, or the store cannot, so none are looked for that a killed process left.");
            return List.of();
        }
    }

    /** When the next run of the same names began, or the end of time. */
    private long nextRun(List<UnfinishedUpload> unfinished, UploadRun run, long from) {
        long next = Long.MAX_VALUE;
        for (UnfinishedUpload each : unfinished) {
            if (names.isMarker(each.key()) && !each.id().equals(run.marker()) && each.initiated() >= from) {
                next = Math.min(next, each.initiated());
            }
        }
        return next;
    }
}
