package io.datachannels.plugins.oss;

import io.datachannels.spi.FatalFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The pages of one column of a row group, decompressed one by one; a page's checksum is looked at if it has one. For one thread. */
final class ParquetPages implements PageReader {
    private static final Statistics<?> NONE = null;

    private final String object;
    private final ColumnChunkMetaData column;
    private final byte[] bytes;
    private final ByteArrayInputStream in;
    private long values;

    ParquetPages(String object, ColumnChunkMetaData column, byte[] bytes) {
        this.object = object;
        this.column = column;
        this.bytes = bytes;
        this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        in.mark(0);
        try {
            PageHeader header = Util.readPageHeader(in);
            if (!header.isSetDictionary_page_header()) {
                in.reset();
                return null;
            }
            return new DictionaryPage(
                    BytesInput.from(body(header, 0)),
                    header.getDictionary_page_header().getNum_values(),
                    encoding(header.getDictionary_page_header().getEncoding()));
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    @Override
    public long getTotalValueCount() {
        return column.getValueCount();
    }

    @Override
    public DataPage readPage() {
        try {
            while (values < column.getValueCount()) {
                PageHeader header = Util.readPageHeader(in);
                if (header.isSetData_page_header()) {
                    DataPageHeader data = header.getData_page_header();
                    values += data.getNum_values();
                    return new DataPageV1(
                            BytesInput.from(body(header, 0)),
                            data.getNum_values(),
                            header.getUncompressed_page_size(),
                            NONE,
                            encoding(data.getRepetition_level_encoding()),
                            encoding(data.getDefinition_level_encoding()),
                            encoding(data.getEncoding()));
                } else if (header.isSetData_page_header_v2()) {
                    return second(header, header.getData_page_header_v2());
                }
                in.skip(header.getCompressed_page_size());
            }
            return null;
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private DataPage second(PageHeader header, DataPageHeaderV2 data) throws IOException {
        values += data.getNum_values();
        int repetition = data.getRepetition_levels_byte_length();
        int definition = data.getDefinition_levels_byte_length();
        int start = position();
        byte[] plain = body(header, data.isIs_compressed() ? repetition + definition : -1);
        int from = plain.length - (header.getUncompressed_page_size() - repetition - definition);
        return DataPageV2.uncompressed(
                data.getNum_rows(),
                data.getNum_nulls(),
                data.getNum_values(),
                BytesInput.from(bytes, start, repetition),
                BytesInput.from(bytes, start + repetition, definition),
                encoding(data.getEncoding()),
                BytesInput.from(plain, from, plain.length - from),
                NONE);
    }

    /**
     * The page's bytes, and the place behind them.
     *
     * @param skipped how many bytes at its beginning are not compressed and not returned; -1 if none is compressed
     */
    private byte[] body(PageHeader header, int skipped) throws IOException {
        int length = header.getCompressed_page_size();
        int from = position();
        if (length < 0 || in.available() < length) {
            throw new IOException("a page goes beyond its column");
        }
        in.skip(length);
        if (header.isSetCrc()) {
            CRC32 crc = new CRC32();
            crc.update(bytes, from, length);
            if ((int) crc.getValue() != header.getCrc()) {
                throw new IOException("a page has another checksum");
            }
        }
        int before = Math.max(0, skipped);
        CompressionCodecName codec = column.getCodec();
        if (skipped < 0 || codec == CompressionCodecName.UNCOMPRESSED || length == before) {
            return java.util.Arrays.copyOfRange(bytes, from + before, from + length);
        }
        return ParquetCodecs.decompress(
                codec, bytes, from + before, length - before, header.getUncompressed_page_size() - before);
    }

    private int position() {
        return bytes.length - in.available();
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }

    private FatalFailure unreadable(Exception e) {
        return new FatalFailure(
                object + ": column " + column.getPath().toDotString() + " cannot be read: " + e.getMessage(),
                "See whether the object is whole.",
                e);
    }
}
