package io.flowlens.network.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A verdict rests on what was seen up to the end of its flow and an inventory lag more. So whatever is learned later changes
 * nothing: who judges the same flow again next week says the same, word for word.
 */
class LaterKnowledgeTest {

    private static final long BEGIN = 1_000_000_000_000L;
    private static final long LAG = 60_000;
    private static final JudgeConfig CONFIG =
            new JudgeConfig(Duration.ofMillis(LAG), Duration.ofMillis(LAG), Duration.ofMinutes(10));
    private static final int NETWORKS = 10;
    private static final int CHANGES = 60;
    private static final int FLOWS = 200;
    /** Several within the minutes that a flow's verdict looks at. */
    private static final long CHANGE_EVERY = 25_000;

    private record Seen(Resource resource, String id, long at) {

        void tell(NetworkHistory history) {
            if (resource == null) {
                history.remove(id, at);
            } else {
                history.put(resource, at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void changesNoVerdict(long firstSeed) {
        for (long seed = firstSeed * NETWORKS; seed < (firstSeed + 1) * NETWORKS; seed++) {
            var random = new RandomNetwork(seed);
            judgesTheSameEitherWay(random, sightings(random), seed);
        }
    }

    /** What ended before a moment is no ground of a verdict on a flow after it, however late that flow comes. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void forgettingChangesNoVerdictOnWhatCameAfter(long firstSeed) {
        for (long seed = firstSeed * NETWORKS; seed < (firstSeed + 1) * NETWORKS; seed++) {
            var random = new RandomNetwork(seed);
            var whole = new NetworkHistory();
            var swept = new NetworkHistory();
            for (Seen seen : sightings(random)) {
                seen.tell(whole);
                seen.tell(swept);
            }
            long horizon = BEGIN + CHANGES / 2 * CHANGE_EVERY;
            swept.forgetBefore(horizon);
            for (int i = 0; i < FLOWS; i++) {
                long start = random.between(horizon + LAG, BEGIN + CHANGES * CHANGE_EVERY) / 1000;
                FlowRecord flow = random.flow(start, "REJECT");
                assertThat(new Judge(swept, AcceptedFlows.NONE, CONFIG).judge(flow))
                        .as("seed %d, flow %s", seed, flow)
                        .isEqualTo(new Judge(whole, AcceptedFlows.NONE, CONFIG).judge(flow));
            }
        }
    }

    private static void judgesTheSameEitherWay(RandomNetwork random, List<Seen> sightings, long seed) {
        var whole = new NetworkHistory();
        sightings.forEach(seen -> seen.tell(whole));
        var later = new Judge(whole, AcceptedFlows.NONE, CONFIG);
        for (int i = 0; i < FLOWS; i++) {
            FlowRecord flow = random.flow(
                    random.between(BEGIN, BEGIN + CHANGES * CHANGE_EVERY) / 1000, i % 2 == 0 ? "REJECT" : "ACCEPT");
            long needed = flow.endSeconds() * 1000 + LAG;
            var known = new NetworkHistory();
            sightings.stream().filter(seen -> seen.at() <= needed).forEach(seen -> seen.tell(known));
            var live = new Judge(known, AcceptedFlows.NONE, CONFIG);

            String context = "seed %d, flow %s".formatted(seed, flow);
            assertThat(later.predict(flow)).as(context).isEqualTo(live.predict(flow));
            assertThat(later.judge(flow)).as(context).isEqualTo(live.judge(flow));
            assertThat(later.strangerKeptOutBy(flow) != null)
                    .as(context)
                    .isEqualTo(live.strangerKeptOutBy(flow) != null);
            assertThat(later.direction(flow)).as(context).isEqualTo(live.direction(flow));
        }
    }

    /** Half of the network turns up later than the inventory began. */
    private static List<Seen> sightings(RandomNetwork random) {
        var sightings = new ArrayList<Seen>();
        for (Resource resource : random.resources()) {
            if (random.chance(2)) {
                sightings.add(new Seen(resource, resource.id(), BEGIN));
            }
        }
        for (int change = 1; change <= CHANGES; change++) {
            Resource changed = random.anyResource();
            boolean gone = random.chance(8) && changed.id().startsWith("eni-");
            sightings.add(new Seen(gone ? null : changed, changed.id(), BEGIN + change * CHANGE_EVERY));
        }
        return sightings;
    }
}
