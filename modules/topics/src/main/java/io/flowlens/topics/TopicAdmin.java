package io.flowlens.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing; never changes one that is there. */
public final class TopicAdmin implements AutoCloseable {

    private static final short MAX_REPLICAS = 3;

    private final Admin admin;
    private final Duration timeout;

    /** @param settings of a Kafka admin client; @param timeout for each question to the broker */
    public TopicAdmin(Map<String, Object> settings, Duration timeout) {
        this.admin = Admin.create(settings);
        this.timeout = timeout;
    }

    /**
     * Creates what is missing and returns the names created, in the order of {@link Topics#all()}.
     *
     * @throws KafkaException when the broker cannot be reached in time or refuses
     */
    public List<String> createMissing(Topics topics) {
        Collection<String> present = await(admin.listTopics().names());
        short replicas = (short)
                Math.min(MAX_REPLICAS, await(admin.describeCluster().nodes()).size());
        List<NewTopic> missing = new ArrayList<>();
        for (Topic<?, ?> topic : topics.all()) {
            if (!present.contains(topic.name())) {
                missing.add(new NewTopic(topic.name(), topic.partitions(), replicas).configs(topic.config()));
            }
        }
        admin.createTopics(missing).values().values().forEach(this::awaitUnlessThere);
        return missing.stream().map(NewTopic::name).toList();
    }

    private void awaitUnlessThere(KafkaFuture<Void> created) {
        try {
            await(created);
        } catch (TopicExistsException e) {
            // Somebody else created it in between: what was wanted is there.
        }
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "no answer from the broker within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the broker", e);
        }
    }

    @Override
    public void close() {
        admin.close(timeout);
    }
}
