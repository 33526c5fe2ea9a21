package io.flowlens.network.verdict;

import static io.flowlens.network.verdict.Lab.BUILT;
import static io.flowlens.network.verdict.Lab.FLOW_START;
import static io.flowlens.network.verdict.Lab.acl;
import static io.flowlens.network.verdict.Lab.entry;
import static io.flowlens.network.verdict.Lab.flow;
import static io.flowlens.network.verdict.Lab.flowAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Instance;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A verdict is remembered where it would be made again word for word, and nowhere else. */
class KnownVerdictsTest {

    private static final String A = "10.0.1.10";
    private static final String B = "10.0.2.10";

    private final Lab lab = new Lab();

    @Test
    void isTheSameObjectForARejectThatComesAgain() {
        Verdict first = lab.judge.judge(flow("b", A, B, "40000 5432 6", "REJECT"));

        assertThat(lab.judge.judge(flowAt(FLOW_START + 600, "b", A, B, "50000 5432 6", "REJECT")))
                .isSameAs(first);
        assertThat(lab.judge.judge(flow("b", A, B, "40000 5433 6", "REJECT"))).isNotEqualTo(first);
        assertThat(lab.judge.judge(flow("b", A, B, "80 5432 6", "REJECT"))).isNotSameAs(first);
    }

    @Test
    void isMadeAgainWhenAnythingChanged() {
        Verdict first = lab.judge.judge(flow("b", A, B, "40000 5432 6", "REJECT"));

        lab.history.put(new Instance("i-a", "renamed", "running", Map.of()), BUILT + 1);

        assertThat(lab.judge
                        .judge(flow("b", A, B, "40000 5432 6", "REJECT"))
                        .source()
                        .name())
                .isEqualTo("renamed")
                .isNotEqualTo(first.source().name());
    }

    @Test
    void isMadeAgainForAnotherTimeWithOtherEnds() {
        long change = (FLOW_START + 3_600) * 1_000;
        lab.history.put(new Instance("i-a", "renamed", "running", Map.of()), change);

        assertThat(nameOfSourceAt(FLOW_START)).isEqualTo("machine-a");
        assertThat(nameOfSourceAt(FLOW_START + 7_200)).isEqualTo("renamed");
        assertThat(nameOfSourceAt(FLOW_START)).isEqualTo("machine-a");
    }

    @Test
    void tellsSourcePortsApartWhereTheAclDoes() {
        lab.put(acl(
                "acl-2",
                "subnet-2",
                entry(100, false, true, Traffic.ALL),
                entry(100, true, true, Traffic.tcp(1_024, 40_000))));

        Verdict low = lab.judge.judge(flow("b", A, B, "40000 5432 6", "REJECT"));
        Verdict high = lab.judge.judge(flow("b", A, B, "40001 5432 6", "REJECT"));

        assertThat(low.fix().orElseThrow().steps()).hasSize(1);
        assertThat(high.fix().orElseThrow().steps()).hasSize(2);
    }

    /** Flows of all kinds and times, over networks that change: a judge with a memory says what one without would. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void saysWhatAJudgeWithoutMemoryWouldSay(long firstSeed) {
        int same = 0;
        for (long seed = firstSeed * 10; seed < firstSeed * 10 + 10; seed++) {
            same += compare(seed);
        }
        assertThat(same).as("verdicts that were remembered").isGreaterThan(100);
    }

    private static int compare(long seed) {
        var random = new RandomNetwork(seed);
        var history = new NetworkHistory();
        var judge = new Judge(history, AcceptedFlows.NONE, JudgeConfig.DEFAULT);
        random.resources().forEach(resource -> history.put(resource, BUILT));
        List<FlowRecord> flows = new ArrayList<>();
        int same = 0;
        for (int change = 0; change < 10; change++) {
            history.put(random.anyResource(), BUILT + change * 400_000L);
            for (int i = 0; i < 10; i++) {
                flows.add(random.flow(random.between(BUILT, BUILT + 4_000_000) / 1_000, "REJECT"));
            }
            for (FlowRecord flow : flows) {
                Verdict anew = new Judge(history, AcceptedFlows.NONE, JudgeConfig.DEFAULT).judge(flow);
                Verdict once = judge.judge(flow);
                Verdict twice = judge.judge(flow);
                assertThat(once).as("seed %d, flow %s", seed, flow).isEqualTo(anew);
                FlowRecord later = later(flow, random.between(-900, 900));
                assertThat(twice).as("seed %d, flow %s", seed, flow).isEqualTo(anew);
                assertThat(judge.judge(later))
                        .as("seed %d, flow %s", seed, later)
                        .isEqualTo(new Judge(history, AcceptedFlows.NONE, JudgeConfig.DEFAULT).judge(later));
                same += once == twice ? 1 : 0;
            }
        }
        return same;
    }

    private static FlowRecord later(FlowRecord flow, long seconds) {
        String line = flow.line()
                .replace(" " + flow.startSeconds() + " ", " " + (flow.startSeconds() + seconds) + " ")
                .replace(" " + flow.endSeconds() + " ", " " + (flow.endSeconds() + seconds) + " ");
        return FlowRecord.of(flow.format(), line);
    }

    private String nameOfSourceAt(long start) {
        return lab.judge
                .judge(flowAt(start, "b", A, B, "40000 5432 6", "REJECT"))
                .source()
                .name();
    }
}
