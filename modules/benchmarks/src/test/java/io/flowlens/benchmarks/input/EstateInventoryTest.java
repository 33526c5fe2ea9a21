package io.flowlens.benchmarks.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import io.flowlens.network.Network;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.verdict.Agreement;
import io.flowlens.network.verdict.Judge;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.network.verdict.RecentFlows;
import io.flowlens.topics.Inventory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EstateInventoryTest {

    private static final Estate ESTATE = new Estate(300);

    private final Inventory inventory = new Inventory();

    @BeforeEach
    void publish() {
        new EstateInventory(ESTATE, inventory::apply).publish();
    }

    @Test
    void givesEveryInterfaceSixtyRules() {
        Network network = inventory.network().asOf(Traffic.BEGIN * 1_000);
        NetworkInterface nic =
                network.find(NetworkInterface.class, ESTATE.interfaceId(123)).orElseThrow();

        assertThat(nic.groupIds().stream()
                        .map(id -> network.find(SecurityGroup.class, id).orElseThrow())
                        .mapToInt(group -> group.ingress().size()))
                .satisfies(sizes -> assertThat(
                                sizes.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(60));
    }

    @Test
    void agreesWithTheTrafficOnEveryFlow() {
        RecentFlows accepted = new RecentFlows(1_024, 64);
        Judge judge = new Judge(inventory.network(), accepted, JudgeConfig.DEFAULT);
        List<FlowRecord> flows = flows();
        flows.stream().filter(flow -> flow.action() == Action.ACCEPT).forEach(accepted::add);

        assertThat(flows)
                .allSatisfy(flow -> assertThat(judge.predict(flow).against(flow.action()))
                        .as(flow.line())
                        .isEqualTo(Agreement.AGREES));
    }

    private static List<FlowRecord> flows() {
        Traffic traffic = new Traffic(ESTATE, 7);
        FlowLines writer = new FlowLines(ESTATE, Format.DEFAULT);
        return Stream.generate(() -> traffic.next(7))
                .limit(50)
                .map(flow -> FlowRecord.of(Format.DEFAULT, writer.line(flow)))
                .toList();
    }
}
