package io.flowlens.cli.agreement;

import io.flowlens.cli.agreement.Plan.AclPlan;
import io.flowlens.cli.agreement.Plan.GroupPlan;
import io.flowlens.cli.agreement.Plan.InterfacePlan;
import io.flowlens.cli.agreement.Plan.RulePlan;
import io.flowlens.cli.agreement.Plan.TrafficPlan;
import io.flowlens.network.verdict.Fix;
import io.flowlens.network.verdict.FixStep;
import io.flowlens.sandbox.network.AclConfig;
import io.flowlens.sandbox.network.AclEntry;
import io.flowlens.sandbox.network.Address;
import io.flowlens.sandbox.network.Cidr;
import io.flowlens.sandbox.network.Decision;
import io.flowlens.sandbox.network.Direction;
import io.flowlens.sandbox.network.Endpoint;
import io.flowlens.sandbox.network.GroupConfig;
import io.flowlens.sandbox.network.GroupRule;
import io.flowlens.sandbox.network.InterfaceConfig;
import io.flowlens.sandbox.network.Layout;
import io.flowlens.sandbox.network.Packet;
import io.flowlens.sandbox.network.PacketFilter;
import io.flowlens.sandbox.network.Peer;
import io.flowlens.sandbox.network.SubnetConfig;
import io.flowlens.sandbox.network.Traffic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The network as the sandbox has it, and what its packet filter says. Immutable. */
final class SandboxModel {

    static final int LAST_ENTRY = 32_767;

    private static final int BYTES = 60;

    private final Plan plan;
    private final Layout layout;
    private final Map<String, AclConfig> acls;
    private final Map<String, GroupConfig> groups;

    /** What an ICMP packet holds that flow logs do not record; nothing for others. */
    record IcmpPlan(int type, int code) {}

    private SandboxModel(Plan plan, Map<String, AclConfig> acls, Map<String, GroupConfig> groups, Layout layout) {
        this.plan = plan;
        this.acls = acls;
        this.groups = groups;
        this.layout = layout;
    }

    /** @param hidden the blocks of the prefix list that the product does not know */
    static SandboxModel of(Plan plan, List<String> hidden) {
        Map<String, List<String>> lists = Map.of(Plan.KNOWN_LIST, plan.knownList(), Plan.HIDDEN_LIST, hidden);
        var acls = new HashMap<String, AclConfig>();
        plan.acls().forEach(acl -> acls.put(acl.id(), new AclConfig(acl.id(), entries(acl))));
        var groups = new HashMap<String, GroupConfig>();
        for (GroupPlan group : plan.groups()) {
            groups.put(
                    group.id(),
                    new GroupConfig(group.id(), rules(group.ingress(), lists), rules(group.egress(), lists)));
        }
        return new SandboxModel(plan, acls, groups, layout(plan, acls, groups));
    }

    private static Layout layout(Plan plan, Map<String, AclConfig> acls, Map<String, GroupConfig> groups) {
        Layout layout = Layout.EMPTY;
        for (AclConfig acl : acls.values()) {
            layout = layout.with(acl);
        }
        for (GroupConfig group : groups.values()) {
            layout = layout.with(group);
        }
        for (Plan.SubnetPlan subnet : plan.subnets()) {
            Cidr cidr = Cidr.parse(subnet.cidr());
            layout = layout.with(new SubnetConfig(subnet.id(), subnet.vpcId(), "use1-az1", cidr, subnet.aclId()));
        }
        for (InterfacePlan one : plan.interfaces()) {
            layout = layout.with(config(one));
        }
        return layout;
    }

    boolean groupsAllow(FlowPlan flow, IcmpPlan icmp) {
        return PacketFilter.groupsAllow(layout, config(flow.at()), direction(flow), packet(flow, icmp));
    }

    boolean aclAllows(FlowPlan flow, IcmpPlan icmp) {
        return PacketFilter.aclAllows(layout, config(flow.at()), direction(flow), packet(flow, icmp));
    }

    Decision decide(FlowPlan flow, IcmpPlan icmp, boolean tracked) {
        return PacketFilter.decide(layout, config(flow.at()), direction(flow), packet(flow, icmp), tracked);
    }

    boolean isTracked(FlowPlan request, IcmpPlan icmp) {
        return PacketFilter.isTracked(layout, config(request.at()), direction(request), packet(request, icmp));
    }

    /** The entry that decides is the one that, were it the other way, would change the answer. */
    int decidingEntry(FlowPlan flow, IcmpPlan icmp) {
        boolean allowed = aclAllows(flow, icmp);
        AclConfig acl = acls.get(plan.subnetOf(flow.at()).aclId());
        return acl.entries().stream()
                .filter(entry -> entry.egress() == flow.outbound() && entry.number() != LAST_ENTRY)
                .filter(entry -> with(withEntry(acl, opposite(entry))).aclAllows(flow, icmp) != allowed)
                .mapToInt(AclEntry::number)
                .findFirst()
                .orElse(LAST_ENTRY);
    }

    SandboxModel with(Fix fix) {
        SandboxModel fixed = this;
        for (FixStep step : fix.steps()) {
            fixed = fixed.with(step);
        }
        return fixed;
    }

    private SandboxModel with(FixStep step) {
        if (step instanceof FixStep.AuthorizeRule rule) {
            var added =
                    new GroupRule(traffic(rule.traffic()), Peer.cidr(rule.peer().toString()));
            GroupConfig old = groups.get(rule.groupId());
            return with(
                    rule.outbound()
                            ? new GroupConfig(old.id(), old.ingress(), plus(old.egress(), added))
                            : new GroupConfig(old.id(), plus(old.ingress(), added), old.egress()));
        }
        if (step instanceof FixStep.CreateEntry create) {
            AclConfig old = acls.get(create.aclId());
            AclEntry entry = entry(create.entry());
            if (old.entries().stream().anyMatch(other -> isAt(other, entry))) {
                throw new IllegalStateException("AWS would refuse it, the number is taken: " + step);
            }
            return with(new AclConfig(old.id(), plus(old.entries(), entry)));
        }
        var replace = (FixStep.ReplaceEntry) step;
        return with(withEntry(acls.get(replace.aclId()), entry(replace.entry())));
    }

    private SandboxModel with(AclConfig acl) {
        var changed = new HashMap<>(acls);
        changed.put(acl.id(), acl);
        return new SandboxModel(plan, changed, groups, layout.with(acl));
    }

    private SandboxModel with(GroupConfig group) {
        var changed = new HashMap<>(groups);
        changed.put(group.id(), group);
        return new SandboxModel(plan, acls, changed, layout.with(group));
    }

    private static AclConfig withEntry(AclConfig acl, AclEntry entry) {
        List<AclEntry> entries = acl.entries().stream()
                .map(other -> isAt(other, entry) ? entry : other)
                .toList();
        return new AclConfig(acl.id(), entries);
    }

    private static boolean isAt(AclEntry one, AclEntry other) {
        return one.number() == other.number() && one.egress() == other.egress();
    }

    private static AclEntry opposite(AclEntry entry) {
        return new AclEntry(entry.number(), entry.egress(), !entry.allow(), entry.traffic(), entry.cidr());
    }

    private static AclEntry entry(io.flowlens.network.AclEntry entry) {
        return new AclEntry(
                entry.number(),
                entry.egress(),
                entry.allow(),
                traffic(entry.traffic()),
                Cidr.parse(entry.cidr().toString()));
    }

    private static Traffic traffic(io.flowlens.network.Traffic traffic) {
        return new Traffic(traffic.protocol(), traffic.from(), traffic.to());
    }

    private static List<AclEntry> entries(AclPlan acl) {
        return acl.entries().stream()
                .map(entry -> new AclEntry(
                        entry.number(),
                        entry.egress(),
                        entry.allow(),
                        traffic(entry.traffic()),
                        Cidr.parse(entry.cidr())))
                .toList();
    }

    private static List<GroupRule> rules(List<RulePlan> plans, Map<String, List<String>> lists) {
        return plans.stream()
                .map(rule -> new GroupRule(traffic(rule.traffic()), peer(rule.peer(), lists)))
                .toList();
    }

    private static Peer peer(String text, Map<String, List<String>> lists) {
        if (text.startsWith("sg-")) {
            return Peer.group(text);
        }
        return lists.containsKey(text)
                ? new Peer.Blocks(lists.get(text).stream().map(Cidr::parse).toList())
                : Peer.cidr(text);
    }

    private static Traffic traffic(TrafficPlan plan) {
        return new Traffic(plan.protocol(), plan.from(), plan.to());
    }

    private static InterfaceConfig config(InterfacePlan plan) {
        return new InterfaceConfig(
                plan.id(), plan.subnetId(), "", "i-" + plan.id(), Address.parse(plan.address()), null, plan.groupIds());
    }

    private static Direction direction(FlowPlan flow) {
        return flow.outbound() ? Direction.EGRESS : Direction.INGRESS;
    }

    private static Packet packet(FlowPlan flow, IcmpPlan icmp) {
        Address source = Address.parse(flow.source());
        Address destination = Address.parse(flow.destination());
        return switch (flow.protocol()) {
            case 6, 17 -> {
                var from = new Endpoint(source, flow.sourcePort());
                var to = new Endpoint(destination, flow.destinationPort());
                yield flow.protocol() == 6 ? Packet.tcp(from, to, Packet.SYN, BYTES) : Packet.udp(from, to, BYTES);
            }
            case 1, 58 ->
                new Packet(flow.protocol(), source, destination, new Packet.Icmp(icmp.type(), icmp.code(), 0), BYTES);
            default -> Packet.opaque(flow.protocol(), source, destination, BYTES);
        };
    }

    private static <T> List<T> plus(List<T> list, T more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }
}
