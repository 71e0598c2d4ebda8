package io.datachannels.plugins.oss;

import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** An upload as Parquet's writer sees it: its bytes become parts as they are made. */
final class ParquetOutput implements OutputFile {
    private final ObjectUpload upload;

    ParquetOutput(ObjectUpload upload) {
        this.upload = upload;
    }

    @Override
    public PositionOutputStream create(long blockSize) {
        UploadBytes bytes = new UploadBytes(upload);
        return new PositionOutputStream() {
            @Override
            public long getPos() {
                return upload.bytes();
            }

            @Override
            public void write(int value) {
                bytes.write(value);
            }

            @Override
            public void write(byte[] source, int from, int length) {
                bytes.write(source, from, length);
            }
        };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
        return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }
}
