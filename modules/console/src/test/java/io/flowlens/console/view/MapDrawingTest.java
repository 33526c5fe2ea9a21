package io.flowlens.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.console.Inventories;
import io.flowlens.console.Samples;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.End;
import io.flowlens.topics.Inventory;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapDrawingTest {

    private static final Alert LOST = Samples.alert(
            "a",
            State.FIRING,
            "ingress",
            new End("instance", "i-m3", "machine-3", "10.0.0.3"),
            new End("instance", "i-m4900", "machine-4900", "10.0.19.150"),
            Samples.groupCause());

    private final Inventory inventory = new Inventory();

    @Test
    void aSmallNetworkIsShownWhole() {
        Inventories.small("db").forEach(inventory::apply);
        MapDrawing drawing = drawing(List.of(Samples.firing("a"), Samples.stranger("s")), "");

        List<MapSubnet> subnets = drawing.vpcs().get(0).subnets();

        assertThat(drawing.isCollapsed()).isFalse();
        assertThat(subnets)
                .flatExtracting(MapSubnet::nodes)
                .containsExactlyInAnyOrder(
                        new MapNode("i-web", "web", "instance", "10.0.1.5", 1),
                        new MapNode("i-db", "db", "instance", "10.0.2.9", 1));
    }

    @Test
    void ofALargeNetworkThoseWithAlertsAreShownAndTheSubnetThatWasOpened() {
        Inventories.large(5_000).forEach(inventory::apply);
        MapDrawing drawing = drawing(List.of(LOST), "subnet-7");

        List<MapSubnet> subnets = drawing.vpcs().get(0).subnets();

        assertThat(drawing.size()).isEqualTo(5_000);
        assertThat(subnets).hasSize(20);
        assertThat(subnets.get(0).id()).isEqualTo("subnet-7");
        assertThat(subnets.get(0).nodes()).hasSize(MapDrawing.SHOWN_OPEN);
        assertThat(subnets.subList(1, 20))
                .flatExtracting(MapSubnet::nodes)
                .extracting("id")
                .containsExactlyInAnyOrder("i-m3", "i-m4900");
        assertThat(drawing.shownAs("i-m3")).isEqualTo("i-m3");
        assertThat(drawing.shownAs("i-m4")).isEqualTo("subnet-0");
        assertThat(drawing.shownAs("i-gone")).isNull();
        assertThat(drawing.shownAs("internet")).isEqualTo("internet");
    }

    @Test
    void edgesOfHiddenMachinesBecomeOneOfTheirSubnet() {
        Inventories.large(5_000).forEach(inventory::apply);
        MapDrawing drawing = drawing(List.of(LOST), "");
        drawing.vpcs();
        MapEdges edges = new MapEdges(drawing);

        edges.add(LOST);
        EdgeBook book = new EdgeBook();
        for (int i = 10; i < 20; i++) {
            book.add(
                    new EdgeBook.Pair("i-m" + i, "i-m" + (i + 300)),
                    true,
                    "tcp/443",
                    new io.flowlens.topics.Counts(1, 1, 1),
                    1);
        }
        book.at(1).forEach(edges::add);

        assertThat(edges.all())
                .extracting(MapEdge::from, MapEdge::to, MapEdge::rejected, MapEdge::flows)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("i-m3", "i-m4900", true, 3L),
                        org.assertj.core.api.Assertions.tuple("subnet-0", "subnet-1", false, 10L));
    }

    private MapDrawing drawing(List<Alert> alerts, String opened) {
        return new MapDrawing(inventory.network().asOf(Long.MAX_VALUE), alerts, opened);
    }
}
