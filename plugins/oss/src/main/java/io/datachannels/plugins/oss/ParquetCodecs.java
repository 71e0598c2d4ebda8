package io.datachannels.plugins.oss;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How pages of Parquet are compressed: in Java, where parquet-hadoop would ask Hadoop and libraries of the machine. For one thread. */
final class ParquetCodecs implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new Compressing(codec);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new Decompressing(codec);
    }

    @Override
    public void release() {}

    static byte[] decompress(CompressionCodecName codec, byte[] bytes, int from, int length, int size)
            throws IOException {
        byte[] plain = new byte[size];
        int count;
        if (codec == CompressionCodecName.GZIP) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes, from, length))) {
                count = in.readNBytes(plain, 0, size);
            }
        } else {
            Decompressor decompressor = switch (codec) {
                case SNAPPY -> new SnappyDecompressor();
                case ZSTD -> new ZstdDecompressor();
                case LZ4_RAW -> new Lz4Decompressor();
                default -> throw new IOException("pages compressed with " + codec + " are not read");
            };
            count = decompressor.decompress(bytes, from, length, plain, 0, size);
        }
        if (count != size) {
            throw new IOException("a page has " + count + " bytes in place of " + size);
        }
        return plain;
    }

    private static byte[] bytes(BytesInput input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) input.size());
        input.writeAllTo(bytes);
        return bytes.toByteArray();
    }

    private record Compressing(CompressionCodecName codec) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput input) throws IOException {
            if (codec == CompressionCodecName.UNCOMPRESSED) {
                return input;
            }
            byte[] plain = bytes(input);
            if (codec == CompressionCodecName.GZIP) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(plain);
                }
                return BytesInput.from(out.toByteArray());
            }
            Compressor compressor = switch (codec) {
                case SNAPPY -> new SnappyCompressor();
                case ZSTD -> new ZstdCompressor();
                case LZ4_RAW -> new Lz4Compressor();
                default -> throw new IllegalArgumentException("not written: " + codec);
            };
            byte[] target = new byte[compressor.maxCompressedLength(plain.length)];
            int length = compressor.compress(plain, 0, plain.length, target, 0, target.length);
            return BytesInput.from(target, 0, length);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {}
    }

    private record Decompressing(CompressionCodecName codec) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput input, int size) throws IOException {
            byte[] bytes = bytes(input);
            return BytesInput.from(ParquetCodecs.decompress(codec, bytes, 0, bytes.length, size));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) throws IOException {
            byte[] bytes = new byte[compressedSize];
            input.get(bytes);
            output.put(ParquetCodecs.decompress(codec, bytes, 0, bytes.length, size));
        }

        @Override
        public void release() {}
    }
}
