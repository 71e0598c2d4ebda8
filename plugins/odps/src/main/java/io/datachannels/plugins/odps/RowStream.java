package io.datachannels.plugins.odps;

import com.aliyun.odps.OdpsException;
import com.aliyun.odps.commons.transport.Connection;
import com.aliyun.odps.commons.transport.Response;
import com.aliyun.odps.rest.ResourceBuilder;
import com.aliyun.odps.rest.RestClient;
import com.aliyun.odps.tunnel.TunnelException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer of the tunnel: rows and behind them their number and checksum. It ends in an exception if anything of this is missing or
 * wrong. The SDK's own reader takes an answer that breaks off behind a row for the end, and makes an object of every value.
 */
final class RowStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RowStream.class);
    private static final int END_RECORD = 33_553_408;
    private static final int METRICS = 1;
    private static final int END_METRICS = 33_554_176;
    private static final int COUNT = 33_554_430;
    private static final int CHECKSUM = 33_554_431;
    private static final int BUFFER = 64 * 1024;

    private final Connection connection;
    private final RowInput in;
    private final CellDecoder[] decoders;
    private final Slot[] slots;
    private final CRC32C checksums = new CRC32C();
    private long rows;

    private RowStream(Connection connection, RowInput in, Projection projection) {
        this.connection = connection;
        this.in = in;
        this.decoders = projection.decoders();
        this.slots = new Slot[decoders.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot();
        }
    }

    /**
     * Asks for rows of a download session.
     *
     * @param first the first row, from 0
     */
    static RowStream open(
            RestClient rest,
            Access access,
            OdpsReaderConfig config,
            RowRange range,
            Projection projection,
            long first,
            long count)
            throws OdpsException, IOException {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("downloadid", range.session());
        parameters.put("data", null);
        parameters.put("rowrange", "(" + first + "," + count + ")");
        if (!projection.names().isEmpty()) {
            parameters.put("columns", projection.names());
        }
        if (!range.partition().isEmpty()) {
            parameters.put("partition", range.name().toString());
        }
        if (access.quota() != null) {
            parameters.put("quotaName", access.quota());
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Length", "0");
        headers.put("x-odps-tunnel-version", "6");
        if (config.compression() != Compression.NONE) {
            headers.put("Accept-Encoding", config.compression().encoding);
        }
        String table = ResourceBuilder.buildTableResource(
                access.project(), access.hasSchema() ? access.schema() : null, config.table());
        Connection connection = rest.connect(table, "GET", parameters, headers);
        try {
            Response answer = connection.getResponse();
            if (!answer.isOK()) {
                throw new TunnelException(
                        answer.getHeader("x-odps-request-id"), connection.getInputStream(), answer.getStatus());
            }
            InputStream content = plain(connection.getInputStream(), answer.getHeader("Content-Encoding"));
            return new RowStream(connection, new RowInput(content), projection);
        } catch (OdpsException | IOException | RuntimeException e) {
            connection.disconnect();
            throw e;
        }
    }

    private static InputStream plain(InputStream in, String encoding) throws IOException {
        return switch (encoding == null ? "" : encoding) {
            case "" -> in;
            case "deflate" -> new Inflated(in);
            case "zstd" -> new ZstdInputStream(in);
            default -> throw new IOException("the answer has the encoding " + encoding + ", which was not asked for");
        };
    }

    /**
     * Reads the next row into {@link #slots}.
     *
     * @return false behind the last row, when the number and checksum of all rows were right
     */
    boolean next() throws IOException {
        for (Slot slot : slots) {
            slot.present = false;
        }
        while (true) {
            int field = in.field();
            if (field == END_RECORD) {
                int checksum = in.checksum();
                require((int) in.varint() == checksum, "a row does not have its checksum");
                for (int shift = 0; shift < 32; shift += 8) {
                    checksums.update(checksum >>> shift);
                }
                rows++;
                return true;
            }
            if (field == COUNT) {
                end();
                return false;
            }
            require(field >= 1 && field <= slots.length, "a row has no column of number " + field);
            in.sumField(field);
            try {
                decoders[field - 1].read(in, slots[field - 1]);
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new IOException("a value is none: " + e.getMessage(), e);
            }
        }
    }

    /** The values of the row that was read last, in the order of the projection. */
    Slot[] slots() {
        return slots;
    }

    /** Gives up the answer; what of it has not come is not missed. */
    @Override
    public void close() {
        try {
            in.close();
            connection.disconnect();
        } catch (IOException e) {
            LOG.debug("an answer that was given up did not end well", e);
        }
    }

    private void end() throws IOException {
        long count = in.signed();
        require(count == rows, rows + " of " + count + " rows came");
        int field = in.field();
        if (field == METRICS) {
            in.skipBytes();
            field = in.field();
        }
        if (field == END_METRICS) {
            in.varint();
            field = in.field();
        }
        require(
                field == CHECKSUM && (int) in.varint() == (int) checksums.getValue(),
                "the rows together do not have their checksum");
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    /** Inflates without memory that waits for a garbage collector. */
    private static final class Inflated extends InflaterInputStream {
        Inflated(InputStream in) {
            super(in, new Inflater(), BUFFER);
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                inf.end();
            }
        }
    }
}
