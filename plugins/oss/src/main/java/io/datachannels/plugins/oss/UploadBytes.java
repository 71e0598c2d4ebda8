package io.datachannels.plugins.oss;

import java.io.OutputStream;

/** An upload as a stream of bytes; closing it changes nothing. */
final class UploadBytes extends OutputStream {
    private final ObjectUpload upload;

    UploadBytes(ObjectUpload upload) {
        this.upload = upload;
    }

    @Override
    public void write(int value) {
        upload.buffer().put(value);
        upload.flush();
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        upload.buffer().put(bytes, from, length);
        upload.flush();
    }
}
