package io.datachannels.engine.run;

import io.datachannels.spi.FatalFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two runs from writing to the same target at once: a file for each target beside the run folders, locked until the run or its process ends. */
final class TargetLock implements AutoCloseable {
    private static final String FOLDER = ".targets";

    private final FileChannel channel;

    private TargetLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param target the target's fingerprint
     * @throws FatalFailure if another run has it
     */
    static TargetLock take(Path runs, String target, String run) {
        Path file = runs.resolve(FOLDER).resolve(target);
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new FatalFailure(
                        "run " + Files.readString(file) + " is writing to the same target at this moment",
                        "Wait for it, or stop its process first.");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(run.getBytes(StandardCharsets.UTF_8)));
            return new TargetLock(channel);
        } catch (IOException e) {
            throw RunFolder.failed(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A byte far behind the content, because some systems keep others from reading what is locked. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
