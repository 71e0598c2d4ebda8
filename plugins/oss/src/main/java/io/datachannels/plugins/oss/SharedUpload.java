package io.datachannels.plugins.oss;

import io.datachannels.spi.JobFailure;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A task's bytes on their way into an upload that all tasks share. Each task has numbers of its own for its parts. A part is stored only
 * while as many bytes as the smallest part may have stay behind it, so that the last one is never too small to stand before others.
 */
final class SharedUpload extends ObjectUpload {
    /** How many parts a task has, the headed one included. */
    static final int PARTS = 48;

    private static final int STEP = 8;
    private final Uploads uploads;
    private final SingleRun run;
    private final byte[] header;
    private final int first;
    private List<Part> headed = List.of();

    /**
     * @param task its number, less than {@link SingleObjectWriter#MOST_TASKS}
     * @param header what the object begins with; may be empty
     */
    SharedUpload(
            String key, Uploads uploads, SingleRun run, int task, byte[] header, int megabytes, ByteBuilder buffer) {
        super(key, uploads, new ObjectTraits("", ""), new PartSizes(megabytes, STEP), buffer);
        this.uploads = uploads;
        this.run = run;
        this.header = header;
        this.first = task * PARTS + 1;
    }

    @Override
    void flush() {
        int size = sizes().of(parts().size() + 1);
        if (buffer().size() >= size + uploads.leastPart()) {
            store(buffer().size() - uploads.leastPart());
        }
    }

    /** @param rows that the task wrote */
    SinglePieces pieces(long rows) {
        if (!parts().isEmpty()) {
            store(buffer().size());
            return new SinglePieces(parts(), headed, "", rows);
        }
        byte[] small = Arrays.copyOf(buffer().array(), buffer().size());
        buffer().truncate(0);
        return new SinglePieces(List.of(), List.of(), Base64.getEncoder().encodeToString(small), rows);
    }

    private void store(int length) {
        if (parts().size() == PARTS - 1) {
            throw new JobFailure(
                    key() + " gets more than " + bytes() + " bytes of one task, which has at most " + (PARTS - 1)
                            + " parts of it",
                    "Set a larger blockSizeInMB, let the reader make more and smaller tasks, or leave out writeSingleObject.");
        }
        if (parts().isEmpty() && header.length > 0) {
            byte[] both = Arrays.copyOf(header, header.length + length);
            System.arraycopy(buffer().array(), 0, both, header.length, length);
            headed = List.of(uploads.upload(key(), run.uploadId(), first, both, both.length));
        }
        add(uploads.upload(key(), run.uploadId(), first + 1 + parts().size(), buffer().array(), length));
        buffer().removeFirst(length);
    }
}
