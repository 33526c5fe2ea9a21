package io.flowlens.network.verdict;

import static io.flowlens.network.verdict.Lab.FLOW_START;
import static io.flowlens.network.verdict.Lab.detailed;
import static io.flowlens.network.verdict.Lab.flow;
import static io.flowlens.network.verdict.Lab.flowAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.flowlog.FlowRecord;
import org.junit.jupiter.api.Test;

class RecentFlowsTest {

    private static final FlowRecord REQUEST = flow("b", "10.0.1.10", "10.0.2.10", "50000 443 6", "ACCEPT");
    private static final FlowRecord REPLY = flow("b", "10.0.2.10", "10.0.1.10", "443 50000 6", "ACCEPT");

    private final RecentFlows flows = new RecentFlows(2, 16);

    @Test
    void knowsTheReplyOfWhatItRemembers() {
        flows.add(REQUEST);

        assertThat(flows.requestOf(REPLY)).isEqualTo(Tracking.TRACKED);
        assertThat(flows.requestOf(REQUEST)).isEqualTo(Tracking.NONE);
        assertThat(flows.requestOf(flow("a", "10.0.2.10", "10.0.1.10", "443 50000 6", "REJECT")))
                .isEqualTo(Tracking.NONE);
    }

    @Test
    void tellsRequestAndReplyApartInAnyOrder() {
        flows.add(REPLY);
        flows.add(REQUEST);

        assertThat(flows.requestOf(REPLY)).isEqualTo(Tracking.TRACKED);
        assertThat(flows.requestOf(REQUEST)).isEqualTo(Tracking.NONE);
    }

    @Test
    void takesTheEarlierOfTwoOppositeFlowsForTheRequest() {
        flows.add(flowAt(FLOW_START + 10, "b", "10.0.1.10", "10.0.2.10", "0 0 1", "ACCEPT"));
        flows.add(flowAt(FLOW_START, "b", "10.0.2.10", "10.0.1.10", "0 0 1", "ACCEPT"));

        assertThat(flows.requestOf(flow("b", "10.0.1.10", "10.0.2.10", "0 0 1", "REJECT")))
                .isEqualTo(Tracking.TRACKED);
        assertThat(flows.requestOf(flow("b", "10.0.2.10", "10.0.1.10", "0 0 1", "REJECT")))
                .isEqualTo(Tracking.NONE);
    }

    @Test
    void doesNotTakeASynAckForARequest() {
        flows.add(detailed("b", "10.0.2.10", "10.0.1.10", "443 50000 6", "ACCEPT 18 egress 10.0.2.10 10.0.1.10 - -"));

        assertThat(flows.requestOf(REQUEST)).isEqualTo(Tracking.NONE);
    }

    @Test
    void countsTheIdleTimeFromTheLastPacketOfEitherSide() {
        flows.add(udp(FLOW_START, "10.0.1.10", "10.0.2.10", "50000 53"));
        flows.add(udp(FLOW_START + 200, "10.0.2.10", "10.0.1.10", "53 50000"));

        assertThat(flows.requestOf(udp(FLOW_START + 450, "10.0.2.10", "10.0.1.10", "53 50000")))
                .isEqualTo(Tracking.TRACKED);
        assertThat(flows.requestOf(udp(FLOW_START + 900, "10.0.2.10", "10.0.1.10", "53 50000")))
                .isEqualTo(Tracking.EXPIRED);
    }

    @Test
    void doesNotLetARequestFollowItsReply() {
        flows.add(flowAt(FLOW_START + 600, "b", "10.0.1.10", "10.0.2.10", "50000 443 6", "ACCEPT"));

        assertThat(flows.requestOf(REPLY)).isEqualTo(Tracking.NONE);
    }

    @Test
    void forgetsTheOldestFlowsWhenItIsFull() {
        for (int port = 1024; port < 1124; port++) {
            flows.add(flowAt(FLOW_START + port, "b", "10.0.1.10", "10.0.2.10", port + " 443 6", "ACCEPT"));
        }

        long remembered = 0;
        for (int port = 1024; port < 1124; port++) {
            FlowRecord reply = flowAt(FLOW_START + 2000, "b", "10.0.2.10", "10.0.1.10", "443 " + port + " 6", "REJECT");
            remembered += flows.requestOf(reply) == Tracking.TRACKED ? 1 : 0;
        }

        assertThat(remembered).isBetween(8L, 16L);
        assertThat(flows.requestOf(flowAt(FLOW_START + 2000, "b", "10.0.2.10", "10.0.1.10", "443 1123 6", "REJECT")))
                .isEqualTo(Tracking.TRACKED);
    }

    @Test
    void forgetsTheInterfaceThatWasNotHeardOfForLongest() {
        flows.add(REQUEST);
        flows.add(flow("a", "10.0.2.10", "10.0.1.10", "50000 443 6", "ACCEPT"));
        flows.add(flow("n", "10.0.2.10", "10.0.1.20", "50000 443 6", "ACCEPT"));

        assertThat(flows.requestOf(REPLY)).isEqualTo(Tracking.NONE);
        assertThat(flows.requestOf(flow("n", "10.0.1.20", "10.0.2.10", "443 50000 6", "REJECT")))
                .isEqualTo(Tracking.TRACKED);
    }

    @Test
    void refusesASizeThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new RecentFlows(1, 100)).hasMessageContaining("100 is no power of two");
    }

    private static FlowRecord udp(long start, String source, String destination, String ports) {
        return flowAt(start, "b", source, destination, ports + " 17", "ACCEPT");
    }
}
