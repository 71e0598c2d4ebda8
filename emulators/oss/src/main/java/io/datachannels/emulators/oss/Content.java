package io.datachannels.emulators.oss;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** An object opened for reading: the bytes stay those of {@code info} when the object is replaced meanwhile. */
record Content(ObjectInfo info, FileChannel channel) implements AutoCloseable {
    InputStream from(long offset) throws IOException {
        channel.position(offset);
        return Channels.newInputStream(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
