package io.flowlens.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowlens.console.Inventories;
import io.flowlens.console.Samples;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Counts;
import io.flowlens.topics.End;
import io.flowlens.topics.Inventory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MapDrawingTest {

    private static final Alert LOST = Samples.alert(
            "a",
            State.FIRING,
            "ingress",
            new End("instance", "i-m3", "machine-3", "10.0.0.3"),
            new End("instance", "i-m4900", "machine-4900", "10.0.19.150"),
            Samples.groupCause());

    private static final Counts ONE = new Counts(1, 1, 1);

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
        EdgeBook book = new EdgeBook();
        for (int i = 10; i < 20; i++) {
            book.add(new EdgeBook.Pair("i-m" + i, "i-m" + (i + 300)), true, "tcp/443", ONE, 1);
        }

        MapEdges edges = MapEdges.of(drawing, List.of(LOST), book.at(1));

        assertThat(edges.all())
                .extracting(MapEdge::from, MapEdge::to, MapEdge::rejected, MapEdge::flows)
                .containsExactly(tuple("i-m3", "i-m4900", true, 3L), tuple("subnet-0", "subnet-1", false, 10L));
    }

    @Test
    void manyBrokenPathsBecomeOneOfTheirSubnets() {
        Inventories.large(5_000).forEach(inventory::apply);
        List<Alert> many = alerts(MapEdges.FOLD_OVER + 1);

        MapEdges folded = edges(many, "", "");
        assertThat(folded.broken()).isEqualTo(61);
        assertThat(folded.all())
                .extracting(MapEdge::from, MapEdge::to, MapEdge::paths, MapEdge::alertCount, MapEdge::flows)
                .containsExactly(tuple("subnet-0", "subnet-1", 61, 61, 183L));

        assertThat(edges(many.subList(0, MapEdges.FOLD_OVER), "", "").all())
                .hasSize(11)
                .extracting(MapEdge::paths)
                .startsWith(50, 1);
        assertThat(edges(many, "subnet-1", "").all())
                .hasSize(61)
                .extracting(MapEdge::from, MapEdge::paths)
                .containsOnly(tuple("subnet-0", 1));
        assertThat(edges(many, "subnet-2", "").all()).isEmpty();
        assertThat(edges(many, "", "i-m7").all())
                .extracting(MapEdge::to, MapEdge::paths)
                .containsExactly(tuple("subnet-1", 1));
    }

    @Test
    void thoseWithinOneSubnetAreFoldedThoughItsMachinesAreAllShown() {
        Inventories.large(MapDrawing.FEW).forEach(inventory::apply);
        List<Alert> many = IntStream.range(0, MapEdges.FOLD_OVER + 1)
                .mapToObj(i -> Samples.alert(
                        "a" + i, State.FIRING, "ingress", machine(i), machine(i + 1), Samples.groupCause()))
                .toList();

        assertThat(edges(many, "", "").all())
                .extracting(MapEdge::from, MapEdge::to, MapEdge::paths)
                .containsExactly(tuple("subnet-0", "subnet-0", 61));
    }

    @Test
    void whatIsRejectedAtTheOtherEndDidNotGetThere() {
        Inventories.small("db").forEach(inventory::apply);
        EdgeBook book = new EdgeBook();
        EdgeBook.Pair pair = new EdgeBook.Pair("i-web", "i-db");
        List<Alert> alerts = List.of(Samples.firing("a"));
        MapDrawing drawing = drawing(alerts, "");
        drawing.vpcs();

        book.add(pair, true, "tcp/5432", ONE, 1);
        assertThat(MapEdges.of(drawing, alerts, book.at(1)).all())
                .extracting(MapEdge::rejected)
                .containsExactly(true);

        book.add(pair, false, "tcp/5432", ONE, 1);
        assertThat(MapEdges.of(drawing, alerts, book.at(1)).all())
                .extracting(MapEdge::rejected)
                .containsExactly(true, false);
    }

    private MapEdges edges(List<Alert> alerts, String opened, String picked) {
        MapDrawing drawing = new MapDrawing(inventory.network().asOf(Long.MAX_VALUE), alerts, opened, picked);
        drawing.vpcs();
        return MapEdges.of(drawing, alerts, List.of());
    }

    /** From machines of the first subnet to machines of the second. */
    private static List<Alert> alerts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Samples.alert(
                        "a" + i, State.FIRING, "ingress", machine(i), machine(250 + i), Samples.groupCause()))
                .toList();
    }

    private static End machine(int number) {
        return new End("instance", "i-m" + number, "machine-" + number, "10.0.0.1");
    }

    private MapDrawing drawing(List<Alert> alerts, String opened) {
        return new MapDrawing(inventory.network().asOf(Long.MAX_VALUE), alerts, opened, "");
    }
}
