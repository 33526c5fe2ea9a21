package io.flowlens.topology;

import static io.flowlens.topology.LabNetwork.FIRST_ADDRESS;
import static io.flowlens.topology.LabNetwork.FIRST_INTERFACE;
import static io.flowlens.topology.LabNetwork.SECOND_ADDRESS;
import static io.flowlens.topology.LabNetwork.SECOND_INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.topics.InventoryMark;
import io.flowlens.topics.Reject;
import io.flowlens.topics.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows judged as they come, by an inventory that is being read, and judged again when all is known. */
class LiveAndReplayTest {

    private static final long T0 = 1_700_000_000L;
    private static final long LAG = RecordedTopology.JUDGE.inventoryLag().toSeconds();
    private static final Instant NOW = Instant.ofEpochSecond(T0 + 3_600);

    private static final String FORMAT = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport}"
            + " ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";
    private static final String SWAPPED = FORMAT.replace("${packets} ${bytes}", "${bytes} ${packets}");

    @TempDir
    Path stateDir;

    private final Topics topics = Topics.withDefaults();

    @Test
    void saysSoWhenTheInventoryIsBehind() {
        try (RecordedTopology live = new RecordedTopology(stateDir, NOW)) {
            network(live::learn).publishAll((T0 - 1_000) * 1_000);
            live.learn(mark(T0 + 10 + LAG - 1));
            live.judge(SECOND_INTERFACE, T0, ping(FIRST_ADDRESS, T0));

            Reject reject = live.read(live.rejects().get(0));
            assertThat(reject.diagnosis().code()).isEqualTo("SG_HAS_NO_RULES");
            assertThat(reject.diagnosis().certainty()).isEqualTo("likely");
            assertThat(reject.diagnosis().notes()).singleElement().asString().contains("before the inventory was read");
            assertThat(live.scrape()).contains("flowlens_flows_ahead_of_inventory_total 1.0");
        }
    }

    @Test
    void isCertainOnceTheInventoryHasReachedTheFlow() {
        try (RecordedTopology live = new RecordedTopology(stateDir, NOW)) {
            network(live::learn).publishAll((T0 - 1_000) * 1_000);
            live.learn(mark(T0 + 10 + LAG));
            live.judge(SECOND_INTERFACE, T0, ping(FIRST_ADDRESS, T0));

            assertThat(live.read(live.rejects().get(0)).diagnosis().certainty()).isEqualTo("certain");
            assertThat(live.scrape()).contains("flowlens_flows_ahead_of_inventory_total 0.0");
        }
    }

    @Test
    void takesAStandingInventorysSilenceForNoProof() {
        try (RecordedTopology live = new RecordedTopology(stateDir, NOW)) {
            LabNetwork network = network(live::learn);
            network.publishAll((T0 - 1_000) * 1_000);
            network.putGroup(true, (T0 - 900) * 1_000);
            live.learn(mark(T0 - 500));
            live.judge(SECOND_INTERFACE, T0, ping(FIRST_ADDRESS, T0));

            Reject reject = live.read(live.rejects().get(0));
            assertThat(reject.diagnosis().verdict()).isEqualTo("NOT_EXPLAINED_BY_RULES");
            assertThat(reject.diagnosis().notes().get(0)).contains("may have changed without being seen");
        }
    }

    /**
     * Live, the inventory is known as far as its mark and no further. A week later all of it is known from the beginning, with
     * every change that came after the flows.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aReplayWithAllThatCameLaterGivesTheSameVerdictsByteForByte(long seed) {
        List<ProducerRecord<String, byte[]>> recorded = recordedInventory(new Random(seed));
        List<Flow> flows = recordedFlows(new Random(seed));

        List<String> live = new ArrayList<>();
        try (RecordedTopology topology = new RecordedTopology(stateDir.resolve("live"), NOW)) {
            int known = 0;
            for (Flow flow : flows) {
                long needed = (flow.start() + 10 + LAG) * 1_000;
                while (known < recorded.size() && !isMark(recorded, known, needed)) {
                    topology.learn(recorded.get(known++));
                }
                topology.learn(recorded.get(known));
                topology.judge(flow.interfaceId(), flow.start(), flow.line());
                live.addAll(topology.rejects());
            }
            assertThat(topology.scrape()).contains("flowlens_flows_ahead_of_inventory_total 0.0");
        }
        List<String> replayed = new ArrayList<>();
        try (RecordedTopology topology = new RecordedTopology(stateDir.resolve("replay"), NOW.plusSeconds(604_800))) {
            recorded.forEach(topology::learn);
            for (Flow flow : flows) {
                topology.judge(flow.interfaceId(), flow.start(), flow.line());
                replayed.addAll(topology.rejects());
            }
        }

        assertThat(live).as("seed " + seed).hasSizeGreaterThan(20);
        assertThat(replayed).as("seed " + seed).isEqualTo(live);
    }

    /** The second flow log writes to the group of the first, with packets and bytes in another order: nobody can tell which. */
    @Test
    void aReplayReadsEachFlowInTheFormatOfItsOwnTime() {
        List<ProducerRecord<String, byte[]>> recorded = new ArrayList<>();
        LabNetwork network = network(recorded::add);
        network.publishAll((T0 - 1_000) * 1_000);
        network.putFlowLog("group", FORMAT, T0 - 2_000, (T0 - 1_000) * 1_000);
        recorded.add(mark(T0 + 300));
        network.putFlowLog("group", SWAPPED, T0 + 400, (T0 + 430) * 1_000);
        recorded.add(mark(T0 + 1_000));
        String first = ping(FIRST_ADDRESS, T0);
        String second = ping(FIRST_ADDRESS, T0 + 600);

        try (RecordedTopology live = new RecordedTopology(stateDir.resolve("live"), NOW);
                RecordedTopology replay = new RecordedTopology(stateDir.resolve("replay"), NOW)) {
            int known = recorded.size() - 2;
            recorded.subList(0, known).forEach(live::learn);
            live.judge(SECOND_INTERFACE, T0, first);
            recorded.subList(known, recorded.size()).forEach(live::learn);
            live.judge(SECOND_INTERFACE, T0 + 600, second);
            recorded.forEach(replay::learn);
            replay.judge(SECOND_INTERFACE, T0, first);
            replay.judge(SECOND_INTERFACE, T0 + 600, second);

            List<String> rejects = live.rejects();
            assertThat(rejects).hasSize(1);
            assertThat(replay.rejects()).isEqualTo(rejects);
            for (RecordedTopology topology : List.of(live, replay)) {
                assertThat(topology.scrape()).contains("flowlens_dead_letters_total{reason=\"ambiguous-format\"} 1.0");
            }
        }
    }

    private record Flow(String interfaceId, long start, String line) {}

    private static List<Flow> recordedFlows(Random random) {
        List<Flow> flows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long start = T0 + i * 20L;
            boolean inbound = random.nextBoolean();
            String peer = random.nextInt(3) == 0 ? "203.0.113." + random.nextInt(4) : FIRST_ADDRESS;
            flows.add(
                    inbound
                            ? new Flow(SECOND_INTERFACE, start, ping(peer, start))
                            : new Flow(FIRST_INTERFACE, start, pingOut("203.0.113." + random.nextInt(4), start)));
        }
        return flows;
    }

    /** A network that changes all the time, read every 30 seconds; a public address is taken up late. */
    private List<ProducerRecord<String, byte[]>> recordedInventory(Random random) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        LabNetwork network = network(records::add);
        network.publishAll((T0 - 1_000) * 1_000);
        for (long second = T0 - 960; second < T0 + 2_400; second += 30) {
            long seenAt = second * 1_000 + 700;
            switch (random.nextInt(6)) {
                case 0 -> network.putGroup(random.nextBoolean(), seenAt);
                case 1 -> network.putAcl(random.nextBoolean(), seenAt);
                case 2 -> network.putLateComer(random.nextInt(4), seenAt);
                default -> {}
            }
            records.add(mark(second));
        }
        return records;
    }

    private static boolean isMark(List<ProducerRecord<String, byte[]>> recorded, int index, long needed) {
        ProducerRecord<String, byte[]> record = recorded.get(index);
        String text = new String(record.value(), java.nio.charset.StandardCharsets.UTF_8);
        return record.key().startsWith("mark/") && Long.parseLong(text.replaceAll("\\D", "")) >= needed;
    }

    private LabNetwork network(Consumer<ProducerRecord<String, byte[]>> publish) {
        return new LabNetwork(topics, publish);
    }

    private ProducerRecord<String, byte[]> mark(long second) {
        return new InventoryMark("123456789012", "us-east-1", second * 1_000).to(topics.inventory());
    }

    private static String ping(String from, long start) {
        return line(SECOND_INTERFACE, from, SECOND_ADDRESS, start);
    }

    private static String pingOut(String to, long start) {
        return line(FIRST_INTERFACE, FIRST_ADDRESS, to, start);
    }

    private static String line(String interfaceId, String from, String to, long start) {
        return "2 123456789012 %s %s %s 0 0 1 3 252 %d %d REJECT OK"
                .formatted(interfaceId, from, to, start, start + 10);
    }
}
