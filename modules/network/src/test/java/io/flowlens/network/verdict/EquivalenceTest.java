package io.flowlens.network.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.Resource;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge against the same rules written down naively, over random networks that change while flows pass. */
class EquivalenceTest {

    private static final long BEGIN = 1_000_000_000_000L;
    private static final long LAG = 60_000;
    private static final JudgeConfig CONFIG =
            new JudgeConfig(Duration.ofMillis(LAG), Duration.ofMillis(LAG), Duration.ofMillis(LAG));
    private static final int NETWORKS = 8;
    private static final int CHANGES = 25;
    private static final int FLOWS = 150;
    private static final long CHANGE_EVERY = 200_000;

    private final NetworkHistory history = new NetworkHistory();
    private final NaiveNetwork naive = new NaiveNetwork(LAG);
    private int strangers;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void predictsWhatTheNaiveRulesSay(long firstSeed) {
        for (long seed = firstSeed * NETWORKS; seed < (firstSeed + 1) * NETWORKS; seed++) {
            var one = new EquivalenceTest();
            one.comparesOneNetwork(seed);
            strangers += one.strangers;
        }
        assertThat(strangers).as("flows of strangers among them").isPositive();
    }

    private void comparesOneNetwork(long seed) {
        var random = new RandomNetwork(seed);
        var judge = new Judge(history, AcceptedFlows.NONE, CONFIG);
        random.resources().forEach(resource -> put(resource, BEGIN));
        for (int change = 1; change <= CHANGES; change++) {
            change(random, BEGIN + change * CHANGE_EVERY);
            for (int i = 0; i < FLOWS / CHANGES; i++) {
                compare(judge, random, seed, change);
            }
        }
    }

    private void compare(Judge judge, RandomNetwork random, long seed, int change) {
        long start = random.between(BEGIN, BEGIN + change * CHANGE_EVERY) / 1000;
        FlowRecord flow = random.flow(start, "REJECT");

        Set<Prediction> expected =
                naive.predictions(flow, flow.startSeconds() * 1000 - LAG, flow.endSeconds() * 1000 + LAG);
        Prediction quick = judge.predict(flow);
        Verdict verdict = judge.judge(flow);

        String context = "seed %d, change %d, flow %s".formatted(seed, change, flow);
        assertThat(quick).as(context).isIn(admissible(expected, verdict));
        assertThat(verdict.predicted()).as(context).isEqualTo(quick);
        if (judge.strangerKeptOutBy(flow) != null) {
            strangers++;
            assertThat(verdict.causes())
                    .as(context)
                    .singleElement()
                    .satisfies(cause ->
                            assertThat(cause.code()).isIn(CauseCode.SG_HAS_NO_RULES, CauseCode.ENI_SG_RULES_MISMATCH));
            assertThat(verdict.source().kind()).as(context).isEqualTo(End.Kind.INTERNET);
            assertThat(verdict.has(Note.Kind.REPLY) || verdict.has(Note.Kind.POSSIBLE_REPLY))
                    .as(context)
                    .isFalse();
        }
    }

    /** Where the states do not agree, even on the direction, not knowing is right too. */
    private static Set<Prediction> admissible(Set<Prediction> expected, Verdict verdict) {
        var admissible = new HashSet<>(expected);
        if (expected.size() != 1 || verdict.has(Note.Kind.UNKNOWN_DIRECTION)) {
            admissible.add(Prediction.UNKNOWN);
        }
        return admissible;
    }

    private void change(RandomNetwork random, long seenAt) {
        Resource changed = random.anyResource();
        if (random.chance(8) && changed.id().startsWith("eni-")) {
            history.remove(changed.id(), seenAt);
            naive.remove(changed.id(), seenAt);
        } else {
            put(changed, seenAt);
        }
    }

    private void put(Resource resource, long seenAt) {
        history.put(resource, seenAt);
        naive.put(resource, seenAt);
    }
}
