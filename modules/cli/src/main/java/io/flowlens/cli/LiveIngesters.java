package io.flowlens.cli;

import io.flowlens.ingester.IngesterSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;

/** Which sources are being read now: those whose ingesters' consumer group has members, as far as this user may see it. */
final class LiveIngesters {

    private final String prefix;
    private final List<String> groups;

    /** @param prefix of the ids of the groups: the topics', and what all ingesters are called */
    LiveIngesters(String prefix, List<String> groups) {
        this.prefix = prefix;
        this.groups = groups;
    }

    /**
     * Asks the brokers.
     *
     * @param topicPrefix of the topics that they write to
     * @throws KafkaException when they do not answer
     */
    static LiveIngesters find(Map<String, Object> settings, String topicPrefix) {
        String prefix = topicPrefix + IngesterSettings.DEFAULT_NAME + "-";
        try (Admin admin = Admin.create(settings)) {
            Set<Optional<GroupState>> empty = Set.of(Optional.of(GroupState.EMPTY), Optional.of(GroupState.DEAD));
            return new LiveIngesters(
                    prefix,
                    admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                            .filter(group -> !empty.contains(group.groupState()))
                            .map(GroupListing::groupId)
                            .filter(group -> group.startsWith(prefix))
                            .toList());
        } catch (ExecutionException e) {
            throw new KafkaException("cannot list the consumer groups", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while listing the consumer groups", e);
        }
    }

    /** @param source {@code kinesis:flow-logs}, as it stands before the shard in the key of a position */
    boolean read(String source) {
        String group = prefix + source;
        // Part of a bucket, or some files, have more to their name: see IngestSource.workName.
        String longer = source.equals("file") ? group + "-" : source.startsWith("s3:") ? group + "/" : null;
        return groups.stream().anyMatch(name -> name.equals(group) || longer != null && name.startsWith(longer));
    }
}
