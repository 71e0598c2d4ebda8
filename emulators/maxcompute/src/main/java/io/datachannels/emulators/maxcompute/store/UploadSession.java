package io.datachannels.emulators.maxcompute.store;

import java.time.Instant;

/**
 * An upload under way or done.
 *
 * @param partition null for a table without partitions
 * @param tableId of the table that it was made for
 */
public record UploadSession(
        String id,
        TableName table,
        String tableId,
        PartitionSpec partition,
        boolean overwrite,
        Instant created,
        Status status) {
    /** As the service writes it, in lower case. */
    public enum Status {
        NORMAL,
        CLOSED,
        EXPIRED
    }

    UploadSession with(Status next) {
        return new UploadSession(id, table, tableId, partition, overwrite, created, next);
    }
}
