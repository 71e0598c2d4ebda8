package io.datachannels.plugins.kafka;

import io.datachannels.spi.JobFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consumer group whose position the job keeps; the job never becomes a member of it. */
final class Group {
    private static final Logger LOG = LoggerFactory.getLogger(Group.class);

    private final String id;
    private final Map<String, Object> settings;

    /** @param id null if no position is kept */
    Group(String id, Map<String, Object> settings) {
        this.id = id;
        this.settings = settings;
    }

    boolean isKept() {
        return id != null;
    }

    /**
     * The brokers refuse the position of a group that has members; better to know before anything is moved.
     *
     * @throws JobFailure if it has
     */
    void requireNoMembers() throws ExecutionException, InterruptedException {
        if (!isKept()) {
            return;
        }
        Map<String, Object> own = new HashMap<>(settings);
        own.keySet().retainAll(AdminClientConfig.configNames());
        try (Admin admin = Admin.create(own)) {
            ConsumerGroupDescription found = admin.describeConsumerGroups(List.of(id))
                    .describedGroups()
                    .get(id)
                    .get();
            if (!found.members().isEmpty()) {
                throw new JobFailure(
                        "group " + id + " has " + found.members().size() + " members, so its position cannot be moved",
                        "Stop the programs that consume by it, or name another groupId.");
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOG.debug("whether group {} has members may not be asked", id);
            } else if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }

    /** Moves the group's positions to these where they are behind; a rerun of an old window does not move them back. */
    void advance(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> positions) {
        consumer.assign(positions.keySet());
        Map<TopicPartition, OffsetAndMetadata> standing = consumer.committed(positions.keySet(), Topics.PATIENCE);
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        positions.forEach((partition, position) -> {
            OffsetAndMetadata before = standing.get(partition);
            if (before == null || before.offset() < position) {
                moved.put(partition, new OffsetAndMetadata(position));
            }
        });
        consumer.commitSync(moved, Topics.PATIENCE);
        LOG.debug("group {} moved to {}", id, moved);
    }
}
