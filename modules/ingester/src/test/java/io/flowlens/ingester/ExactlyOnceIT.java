package io.flowlens.ingester;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.source.Start;
import io.flowlens.service.Meters;
import io.flowlens.topics.Topics;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** The promise, under everything that goes wrong: each line once, and each interface's lines in their order. */
class ExactlyOnceIT {

    @TempDir
    private Path data;

    private Outside outside;
    private Topics topics;
    private String stream;
    private Traffic traffic;
    private Committed committed;

    @BeforeEach
    void prepare() {
        outside = new Outside(data);
        topics = outside.topics();
        stream = outside.stream(3);
        traffic = new Traffic(outside, stream);
        committed = Committed.flowLogs(outside.kafka(), topics);
    }

    @AfterEach
    void close() {
        committed.close();
        outside.close();
    }

    @Test
    void holdsAcrossRestartsWhileRecordsKeepComing() {
        CompletableFuture<Void> putting = CompletableFuture.runAsync(() -> traffic.put(300));
        for (int restart = 1; restart <= 4; restart++) {
            int enough = restart * 100;
            try (IngesterService ingester = start()) {
                Awaitility.await().atMost(Outside.PATIENCE).until(() -> committed.lineCount() >= enough);
                assertThat(ingester.health().live()).isTrue();
            }
        }
        putting.join();
        assertEverythingArrivesOnce();
    }

    @Test
    void holdsWhenAProcessIsKilled() throws IOException, InterruptedException {
        CompletableFuture<Void> putting = CompletableFuture.runAsync(() -> traffic.put(300));
        for (int kill = 1; kill <= 2; kill++) {
            int enough = kill * 100; // of the 300 there will be, however many the first process gets to
            Process process = IngesterProcess.start(outside, topics, stream);
            try {
                Awaitility.await().atMost(Outside.PATIENCE).until(() -> committed.lineCount() >= enough);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        putting.join();
        assertEverythingArrivesOnce();
    }

    @Test
    void holdsWhileTwoShareTheWorkAndOneLeaves() {
        traffic.put(50);
        Meters second = new Meters();
        try (IngesterService stays = start()) {
            try (IngesterService leaves = outside.ingester(stream, new Start.Oldest(), topics, second)) {
                leaves.start();
                traffic.put(50);
                Awaitility.await()
                        .atMost(Outside.PATIENCE)
                        .until(() -> leaves.health().detail().contains("of 2 partitions"));
                traffic.put(50);
            }
            traffic.put(50);
            assertThat(committed.awaitLines(traffic.lines())).isEqualTo(traffic.sent());
            assertThat(stays.health().live()).isTrue();
        }
    }

    @Test
    void holdsWhileTheStreamIsReshardedUnderIt() {
        try (IngesterService ingester = start()) {
            traffic.put(40);
            split(0);
            traffic.put(40);
            merge();
            traffic.put(40);
            assertThat(committed.awaitLines(traffic.lines())).isEqualTo(traffic.sent());
            assertThat(ingester.health().live()).isTrue();
        }
    }

    @Test
    void holdsWhenTheStreamIsReshardedWhileNobodyReads() {
        try (IngesterService ingester = start()) {
            traffic.put(40);
            committed.awaitLines(traffic.lines());
            assertThat(ingester.health().live()).isTrue();
        }
        traffic.put(40);
        split(0);
        traffic.put(40);
        split(1);
        traffic.put(40);
        assertEverythingArrivesOnce();
    }

    @Test
    void holdsWhenTheBrokerGoesDownAndComesBack() {
        try (IngesterService ingester = start()) {
            traffic.put(80);
            committed.awaitLines(traffic.lines() / 2);
            outside.stopBroker();
            traffic.put(80);
            Awaitility.await()
                    .atMost(Outside.PATIENCE)
                    .until(() -> !ingester.health().ready());
            outside.restartBroker();
            assertThat(committed.awaitLines(traffic.lines())).isEqualTo(traffic.sent());
            Awaitility.await()
                    .atMost(Outside.PATIENCE)
                    .until(() -> ingester.health().ready());
        }
    }

    private void assertEverythingArrivesOnce() {
        try (IngesterService ingester = start()) {
            assertThat(committed.awaitLines(traffic.lines())).isEqualTo(traffic.sent());
            assertThat(ingester.health().live()).isTrue();
        }
    }

    private IngesterService start() {
        IngesterService ingester = outside.ingester(stream, new Start.Oldest(), topics, new Meters());
        ingester.start();
        return ingester;
    }

    private void split(int index) {
        Shard shard = openShards().get(index);
        BigInteger low = new BigInteger(shard.hashKeyRange().startingHashKey());
        BigInteger high = new BigInteger(shard.hashKeyRange().endingHashKey());
        outside.kinesis()
                .splitShard(request -> request.streamName(stream)
                        .shardToSplit(shard.shardId())
                        .newStartingHashKey(low.add(high).shiftRight(1).toString()));
        outside.awaitActive(stream);
    }

    private void merge() {
        List<Shard> open = openShards();
        outside.kinesis()
                .mergeShards(request -> request.streamName(stream)
                        .shardToMerge(open.get(0).shardId())
                        .adjacentShardToMerge(open.get(1).shardId()));
        outside.awaitActive(stream);
    }

    /** In the order of their hash keys, so that neighbours can be merged. */
    private List<Shard> openShards() {
        return outside.kinesis().listShards(request -> request.streamName(stream)).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(Comparator.comparing(
                        shard -> new BigInteger(shard.hashKeyRange().startingHashKey())))
                .toList();
    }
}
