package io.flowlens.console.view;

import io.flowlens.console.view.EdgeBook.Pair;
import io.flowlens.network.Instance;
import io.flowlens.network.Network;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Subnet;
import io.flowlens.network.Vpc;
import io.flowlens.topics.Alert;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws the map, small enough for a page.
 *
 * <p>Up to {@value #FEW} machines are all shown. Of more, a subnet shows those with open alerts, at most {@value #SHOWN_CLOSED}, or
 * none where their paths are folded; the one that was opened shows {@value #SHOWN_OPEN}. Of a VPC's subnets at most {@value #SUBNETS} are shown, those with alerts first.
 */
final class MapDrawing {

    static final int FEW = 120;
    static final int SHOWN_CLOSED = 6;
    static final int SHOWN_OPEN = 120;
    static final int SUBNETS = 60;

    private static final Comparator<MapNode> ALERTS_FIRST =
            Comparator.comparingLong(MapNode::alerts).reversed().thenComparing(MapNode::name);

    private final Network network;
    private final String opened;
    private final String picked;
    private final Map<String, Long> alertsByEnd = new HashMap<>();
    /** Machines by subnet; a machine with several interfaces lives in the subnet of its first. */
    private final Map<String, List<MapNode>> nodes = new LinkedHashMap<>();
    /** What stands for an end on the map: itself, or the subnet it is hidden in. */
    private final Map<String, String> shownAs = new HashMap<>();

    private final Map<String, String> subnetOf = new HashMap<>();

    /** Who is broken with whom, whatever for. */
    private final Set<Pair> broken = new HashSet<>();

    private int size;

    /**
     * @param opened the subnet that shows its machines, however many there are; empty for none
     * @param picked the machine, or what is outside, that the map is about; empty for none
     */
    MapDrawing(Network network, List<Alert> open, String opened, String picked) {
        this.network = network;
        this.opened = opened;
        this.picked = picked;
        open.stream()
                .filter(alert -> alert.traffic() != null && !AlertRow.isNoise(alert))
                .forEach(alert -> {
                    Pair ends = Pair.of(alert.traffic());
                    broken.add(ends);
                    count(ends.from());
                    count(ends.to());
                });
        place();
    }

    private void count(String end) {
        if (end != null) {
            alertsByEnd.merge(end, 1L, Long::sum);
        }
    }

    int size() {
        return size;
    }

    boolean isCollapsed() {
        return size > FEW;
    }

    /** The id that stands for the end on the map; null where it is gone or out of sight. */
    String shownAs(String end) {
        boolean outside = NodeId.INTERNET.equals(end)
                || NodeId.PRIVATE.equals(end)
                || (end != null && end.startsWith(NodeId.SERVICE));
        return outside ? end : shownAs.get(end);
    }

    /** The subnet that stands for the end where single machines are too many; those of the opened one stand for themselves. */
    String foldedAs(String end) {
        String subnet = subnetOf.get(end);
        return subnet == null || subnet.equals(opened) ? shownAs(end) : subnet;
    }

    /** Whether what was picked or opened is one of the ends. */
    boolean isAbout(Pair ends) {
        if (!picked.isEmpty()) {
            return picked.equals(ends.from()) || picked.equals(ends.to());
        }
        return opened.isEmpty() || opened.equals(subnetOf.get(ends.from())) || opened.equals(subnetOf.get(ends.to()));
    }

    List<MapVpc> vpcs() {
        Map<String, List<MapSubnet>> subnets = new LinkedHashMap<>();
        for (Subnet subnet : network.all(Subnet.class)) {
            subnets.computeIfAbsent(subnet.vpcId(), vpc -> new ArrayList<>()).add(draw(subnet));
        }
        List<MapVpc> vpcs = new ArrayList<>();
        subnets.forEach((vpcId, all) -> vpcs.add(draw(vpcId, all)));
        return vpcs;
    }

    private void place() {
        Set<String> placed = new HashSet<>();
        for (NetworkInterface eni : network.all(NetworkInterface.class)) {
            String instanceId = eni.attachment().instanceId();
            String id = instanceId.isEmpty() ? eni.id() : instanceId;
            if (placed.add(id)) {
                nodes.computeIfAbsent(eni.subnetId(), subnet -> new ArrayList<>())
                        .add(node(id, eni));
            }
        }
        size = placed.size();
    }

    private MapNode node(String id, NetworkInterface eni) {
        boolean isInstance = !id.equals(eni.id());
        String name = isInstance
                ? network.find(Instance.class, id).map(Instance::name).orElse("")
                : eni.name().isEmpty() ? eni.attachment().description() : eni.name();
        String address = eni.addresses().all().isEmpty()
                ? null
                : eni.addresses().all().get(0).toString();
        return new MapNode(
                id,
                name.isEmpty() ? id : name,
                isInstance ? "instance" : "interface",
                address,
                alertsByEnd.getOrDefault(id, 0L));
    }

    private MapVpc draw(String vpcId, List<MapSubnet> subnets) {
        Vpc vpc = network.find(Vpc.class, vpcId).orElse(new Vpc(vpcId, "", List.of()));
        List<MapSubnet> shown = subnets.stream()
                .sorted(Comparator.comparing((MapSubnet subnet) -> !subnet.id().equals(opened))
                        .thenComparing(
                                Comparator.comparingLong(MapSubnet::alerts).reversed())
                        .thenComparing(MapSubnet::zone)
                        .thenComparing(MapSubnet::name)
                        .thenComparing(MapSubnet::id))
                .limit(SUBNETS)
                .toList();
        shown.forEach(this::remember);
        return new MapVpc(
                vpcId,
                vpc.name(),
                vpc.cidrs().stream().map(Object::toString).toList(),
                shown,
                subnets.size() - shown.size());
    }

    private void remember(MapSubnet subnet) {
        nodes.getOrDefault(subnet.id(), List.of()).forEach(node -> {
            shownAs.put(node.id(), subnet.id());
            subnetOf.put(node.id(), subnet.id());
        });
        subnet.nodes().forEach(node -> shownAs.put(node.id(), node.id()));
    }

    private int shownOfOne() {
        if (!isCollapsed()) {
            return FEW;
        }
        return broken.size() > MapEdges.FOLD_OVER ? 0 : SHOWN_CLOSED;
    }

    private MapSubnet draw(Subnet subnet) {
        List<MapNode> all = nodes.getOrDefault(subnet.id(), List.of());
        List<MapNode> shown = all.stream()
                .filter(node -> !isCollapsed() || subnet.id().equals(opened) || node.alerts() > 0)
                .sorted(ALERTS_FIRST)
                .limit(subnet.id().equals(opened) ? SHOWN_OPEN : shownOfOne())
                .toList();
        return new MapSubnet(
                subnet.id(),
                subnet.name().isEmpty() ? subnet.id() : subnet.name(),
                subnet.availabilityZone(),
                subnet.cidrs().stream().map(Object::toString).toList(),
                all.size(),
                all.stream().mapToLong(MapNode::alerts).sum(),
                shown);
    }
}
