package io.datachannels.emulators.tablestore;

import com.aliyun.ots.thirdparty.com.google.protobuf.MessageLite;
import com.aliyun.ots.thirdparty.com.google.protobuf.WireFormat;
import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A response message, serialized, in parts that follow each other.
 *
 * @param parts at least one
 * @param rows the buffer that the last part lies in, to be given back when it is sent; null if there is none
 */
record Answer(List<ByteBuffer> parts, ByteOutput rows) {
    static Answer of(MessageLite message) {
        return new Answer(List.of(ByteBuffer.wrap(message.toByteArray())), null);
    }

    /**
     * The message with one more field of type bytes, which is sent from where it lies.
     *
     * @param message may lack the field even if it is required
     * @param field its number
     */
    static Answer of(MessageLite message, int field, ByteOutput rows) {
        ByteOutput head = new ByteOutput(256).put(message.toByteArray());
        putVarint(head, field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
        putVarint(head, rows.size());
        return new Answer(
                List.of(ByteBuffer.wrap(head.array(), 0, head.size()), ByteBuffer.wrap(rows.array(), 0, rows.size())),
                rows);
    }

    int length() {
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        return length;
    }

    /** All parts together, copied. */
    byte[] toByteArray() {
        ByteBuffer all = ByteBuffer.allocate(length());
        parts.forEach(part -> all.put(part.duplicate()));
        return all.array();
    }

    private static void putVarint(ByteOutput out, int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            out.putByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.putByte(rest);
    }
}
