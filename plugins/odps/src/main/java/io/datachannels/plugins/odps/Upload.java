package io.datachannels.plugins.odps;

import com.aliyun.odps.Column;
import com.aliyun.odps.OdpsException;
import com.aliyun.odps.commons.transport.Connection;
import com.aliyun.odps.commons.transport.Headers;
import com.aliyun.odps.commons.transport.Response;
import com.aliyun.odps.rest.RestClient;
import com.aliyun.odps.tunnel.HttpHeaders;
import com.aliyun.odps.tunnel.TableTunnel.UploadSession;
import com.aliyun.odps.tunnel.TableTunnel.UploadStatus;
import com.aliyun.odps.tunnel.TunnelConstants;
import com.aliyun.odps.tunnel.TunnelException;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An upload session of a table or a partition of it: blocks are sent to it by number, in any order, and are seen when it is committed.
 * Safe for use from any thread.
 */
final class Upload {
    /** So many blocks a session can have, numbered from 0. */
    static final int BLOCKS = 20_000;

    /** Of a block that replaces one nobody speaks for; a straggler, which has none, then no longer counts. */
    private static final long LAST_VERSION = 1;

    /** In bytes; the SDK's own chunks are those of one network packet. */
    private static final int CHUNK = 64 * 1024;

    private final OdpsClient client;
    private final String partition;
    private final String where;
    private final UploadSession session;

    /**
     * @param partition as {@link PartitionName#toString} has it; empty for a table without partitions
     * @param where the table and partition, for messages
     */
    Upload(OdpsClient client, String partition, String where, UploadSession session) {
        this.client = client;
        this.partition = partition;
        this.where = where;
        this.session = session;
    }

    String id() {
        return session.getId();
    }

    String partition() {
        return partition;
    }

    /** Whether the service wants DATETIMEs of former times in the SDK's old calendar. */
    boolean wantsOldCalendar() {
        return session.isShouldTransform();
    }

    /**
     * Blocks name columns by their places alone.
     *
     * @throws FatalFailure if those of the session are not these
     */
    void requireColumns(List<Column> columns) {
        List<String> names = names(columns);
        List<String> now = names(session.getSchema().getColumns());
        if (!now.equals(names)) {
            throw new FatalFailure(
                    "the columns of " + where + " were changed while the job began: from " + String.join(", ", names)
                            + " to " + String.join(", ", now),
                    "Run the job again.");
        }
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream()
                .map(each -> each.getName().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Stores a block that is finished; made again, it replaces the block. */
    void send(long number, Block block, JobContext context) {
        client.call(context, "UploadBlock", where, () -> {
            put(number, block, 0);
            return null;
        });
    }

    /** The numbers of the blocks that the service has, once it is asked. */
    Set<Long> blocks(JobContext context) {
        return client.call(context, "GetUpload", where, () -> new TreeSet<>(List.of(session.getBlockList())));
    }

    /** Fails unless all blocks are there and the session can still be committed or has been. */
    void verify(Set<Long> blocks, JobContext context) {
        client.call(context, "GetUpload", where, () -> isCommitted() || requireBlocks(blocks) != null);
    }

    /**
     * Makes the blocks visible, and no others: what an attempt that was given up left is replaced by nothing. Done before, or after an
     * answer was lost, it finds that out by asking and is content.
     */
    void commit(Set<Long> blocks, JobContext context) {
        client.call(context, "CommitUpload", where, () -> {
            if (!isCommitted()) {
                for (long each : requireBlocks(blocks)) {
                    if (!blocks.contains(each)) {
                        blank(each);
                    }
                }
                commit();
            }
            return null;
        });
    }

    private void commit() throws OdpsException, IOException {
        try {
            session.commit();
        } catch (OdpsException | IOException | SdkRetry.Refused e) {
            if (!wasCommittedAllTheSame(e)) {
                throw e;
            }
        }
    }

    /** An answer that says no may be that to a request which was sent again because the first one's answer was lost. */
    private boolean wasCommittedAllTheSame(Exception failure) {
        try {
            return session.getStatus() == UploadStatus.CLOSED;
        } catch (OdpsException | IOException | SdkRetry.Refused e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private boolean isCommitted() throws OdpsException, IOException {
        UploadStatus status = session.getStatus();
        return switch (status) {
            case CLOSED -> true;
            case NORMAL -> false;
            case CLOSING, COMMITTING -> throw new TransientFailure(where + " is being committed by the service", null);
            default ->
                throw new FatalFailure(
                        "the upload session " + id() + " of " + where + " is " + status
                                + " and can no longer be committed",
                        "Sessions live for 24 hours, and end when their table or partition changes. Run the job again, in smaller pieces if it takes that long.");
        };
    }

    /** The blocks that the service has, among which must be these. */
    private Set<Long> requireBlocks(Set<Long> blocks) throws OdpsException, IOException {
        Set<Long> there = new TreeSet<>(List.of(session.getBlockList()));
        Set<Long> missing = new TreeSet<>(blocks);
        missing.removeAll(there);
        if (!missing.isEmpty()) {
            throw new FatalFailure(
                    "the service has lost " + missing.size() + " blocks of the upload session " + id() + " of " + where
                            + ", the first " + missing.iterator().next(),
                    "Run the job again.");
        }
        return there;
    }

    private void blank(long number) throws OdpsException, IOException {
        try (Block empty = new Block(Compression.NONE)) {
            empty.finish();
            put(number, empty, LAST_VERSION);
        }
    }

    /** As the SDK's session would, but with bytes that are there already, and once. */
    private void put(long number, Block block, long version) throws OdpsException, IOException {
        Map<String, String> headers = new HashMap<>();
        headers.put(Headers.TRANSFER_ENCODING, Headers.CHUNKED);
        headers.put(Headers.CONTENT_TYPE, "application/octet-stream");
        headers.put(HttpHeaders.HEADER_ODPS_TUNNEL_VERSION, String.valueOf(TunnelConstants.VERSION));
        if (!block.compression().encoding.isEmpty()) {
            headers.put(Headers.CONTENT_ENCODING, block.compression().encoding);
        }
        Map<String, String> parameters = new HashMap<>();
        parameters.put(TunnelConstants.UPLOADID, id());
        parameters.put(TunnelConstants.BLOCKID, Long.toString(number));
        if (version > 0) {
            parameters.put(TunnelConstants.PARAM_BLOCK_VERSION, Long.toString(version));
        }
        if (!partition.isEmpty()) {
            parameters.put(TunnelConstants.RES_PARTITION, partition);
        }
        if (client.access().quota() != null) {
            parameters.put(TunnelConstants.PARAM_QUOTA_NAME, client.access().quota());
        }
        RestClient rest = session.getConfig().newRestClient(client.access().project());
        rest.setChunkSize(CHUNK);
        Connection connection = rest.connect(session.getResource(), "PUT", parameters, headers);
        try {
            send(block, connection);
            Response answer = connection.getResponse();
            if (!answer.isOK()) {
                throw refused(connection, answer);
            }
        } finally {
            connection.disconnect();
        }
    }

    /** A connection that the service closes in the middle may have its reason to be read. */
    private static void send(Block block, Connection connection) throws OdpsException, IOException {
        try (OutputStream out = connection.getOutputStream()) {
            block.writeTo(out);
        } catch (IOException e) {
            try {
                Response answer = connection.getResponse();
                if (!answer.isOK()) {
                    throw refused(connection, answer);
                }
            } catch (IOException none) {
                e.addSuppressed(none);
            }
            throw e;
        }
    }

    private static TunnelException refused(Connection connection, Response answer) throws IOException {
        return new TunnelException(
                answer.getHeader(HttpHeaders.HEADER_ODPS_REQUEST_ID), connection.getInputStream(), answer.getStatus());
    }
}
