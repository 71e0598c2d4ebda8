package io.datachannels.emulators.maxcompute.store;

import io.datachannels.emulators.http.ServedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Download sessions; they end with the server. Safe for use from many threads. */
public final class DownloadStore {
    private static final Duration LIFE = Duration.ofHours(24);

    private final Store store;
    private final Map<String, DownloadSession> sessions = new LinkedHashMap<>();

    public DownloadStore(Store store) {
        this.store = store;
    }

    public synchronized DownloadSession create(TableName table, PartitionSpec partition) throws IOException {
        Instant now = store.clock().instant();
        for (DownloadSession old : List.copyOf(sessions.values())) {
            if (old.created().plus(LIFE.multipliedBy(2)).isBefore(now)) {
                sessions.remove(old.id());
                ServedFolder.delete(folder(old.id()));
            }
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        Rows rows = store.snapshot(table, partition, folder(id));
        DownloadSession session = new DownloadSession(id, table, partition, now, rows);
        sessions.put(id, session);
        return session;
    }

    /** @throws ServiceError NoSuchDownload, or StatusConflict if its life is over */
    public synchronized DownloadSession find(String id, TableName table, PartitionSpec partition) {
        DownloadSession session = sessions.get(id);
        if (session == null || !session.table().equals(table) || !Objects.equals(session.partition(), partition)) {
            throw new ServiceError(404, "NoSuchDownload", "The specified download id does not exist.");
        }
        if (session.created().plus(LIFE).isBefore(store.clock().instant())) {
            throw ServiceError.statusConflict("expired");
        }
        return session;
    }

    private Path folder(String id) {
        return store.layout().downloads().resolve(id);
    }
}
