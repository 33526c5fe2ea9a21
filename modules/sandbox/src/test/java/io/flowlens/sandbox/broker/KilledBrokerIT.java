package io.flowlens.sandbox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledBrokerIT {

    private static final int PRODUCERS = 6;
    private static final int COMMITS = 5;
    private static final TopicPartition KEPT = new TopicPartition("kept", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path data;

    /** With as many producers one is nearly always between "will be committed" and "is committed". */
    @Test
    void endsEveryTransactionThatWasOnItsWay() throws Exception {
        Process killed = BrokerProcess.start(data);
        ExecutorService producing = Executors.newFixedThreadPool(PRODUCERS);
        try {
            String servers = BrokerProcess.awaitAddress(killed);
            createTopic(servers);
            CountDownLatch commits = new CountDownLatch(PRODUCERS * COMMITS);
            for (int producer = 0; producer < PRODUCERS; producer++) {
                String id = "producer-" + producer;
                producing.execute(() -> commitUntilItFails(servers, id, commits));
            }
            assertThat(commits.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            killed.destroyForcibly().waitFor();
            producing.shutdown();
        }
        assertThat(producing.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();

        try (KafkaBroker broker = KafkaBroker.start(data, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            long end = offset(admin, IsolationLevel.READ_UNCOMMITTED);
            assertThat(end).isGreaterThanOrEqualTo(PRODUCERS * COMMITS);
            assertThat(committedAtLeast(admin, end)).isTrue();
        }
    }

    private static void commitUntilItFails(String servers, String id, CountDownLatch commits) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", servers,
                "transactional.id", id,
                "transaction.timeout.ms", 5_000,
                "max.block.ms", 5_000,
                "request.timeout.ms", 2_000,
                "delivery.timeout.ms", 3_000);
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        try {
            producer.initTransactions();
            while (true) {
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(KEPT.topic(), id));
                producer.commitTransaction();
                commits.countDown();
            }
        } catch (KafkaException e) {
            // The broker is gone, as it should be.
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static void createTopic(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(KEPT.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** The broker ends what was open when its time is over, which it looks at every ten seconds. */
    private static boolean committedAtLeast(Admin admin, long end) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (offset(admin, IsolationLevel.READ_COMMITTED) < end) {
            if (System.nanoTime() > deadline) {
                return false;
            }
        }
        return true;
    }

    private static long offset(Admin admin, IsolationLevel isolation) throws Exception {
        return admin.listOffsets(Map.of(KEPT, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                .partitionResult(KEPT)
                .get()
                .offset();
    }
}
