package io.datachannels.emulators.tablestore.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Byte arrays in the ordered store, compared as unsigned bytes. */
final class BytesType extends BasicDataType<byte[]> {
    private static final int ARRAY_OVERHEAD = 24;

    private final Runnable saving;

    /**
     * @param saving is called when the store writes a page to its file. By then it has chosen what a commit saves: the roots of all
     *     maps are taken before the first page is written.
     */
    BytesType(Runnable saving) {
        this.saving = saving;
    }

    @Override
    public int getMemory(byte[] bytes) {
        return ARRAY_OVERHEAD + bytes.length;
    }

    @Override
    public int compare(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }

    @Override
    public void write(WriteBuffer buffer, byte[] bytes) {
        buffer.putVarInt(bytes.length).put(bytes);
    }

    @Override
    public void write(WriteBuffer buffer, Object storage, int length) {
        saving.run();
        super.write(buffer, storage, length);
    }

    @Override
    public byte[] read(ByteBuffer buffer) {
        byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }
}
