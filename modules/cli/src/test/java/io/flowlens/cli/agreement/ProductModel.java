package io.flowlens.cli.agreement;

import io.flowlens.cli.agreement.Plan.AclPlan;
import io.flowlens.cli.agreement.Plan.EntryPlan;
import io.flowlens.cli.agreement.Plan.GroupPlan;
import io.flowlens.cli.agreement.Plan.InterfacePlan;
import io.flowlens.cli.agreement.Plan.RulePlan;
import io.flowlens.cli.agreement.Plan.SubnetPlan;
import io.flowlens.cli.agreement.Plan.TrafficPlan;
import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Addresses;
import io.flowlens.network.Attachment;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Peer;
import io.flowlens.network.PrefixList;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Subnet;
import io.flowlens.network.Traffic;
import io.flowlens.network.verdict.Judge;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.network.verdict.Tracking;
import io.flowlens.network.verdict.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** The network as the product knows it, and its verdicts. */
final class ProductModel {

    private final NetworkHistory history = new NetworkHistory();
    private final Judge requests = new Judge(history, flow -> Tracking.NONE, JudgeConfig.DEFAULT);
    private final Judge replies = new Judge(history, flow -> Tracking.TRACKED, JudgeConfig.DEFAULT);

    ProductModel(Plan plan) {
        plan.subnets().forEach(subnet -> history.put(subnet(subnet), 0));
        plan.acls().forEach(acl -> history.put(acl(acl, plan), 0));
        plan.groups().forEach(group -> history.put(group(group), 0));
        plan.interfaces().forEach(one -> history.put(networkInterface(one, plan), 0));
        List<Cidr> known = plan.knownList().stream().map(Cidr::parse).toList();
        history.put(new PrefixList(Plan.KNOWN_LIST, "", known), 0);
    }

    NetworkHistory history() {
        return history;
    }

    Verdict verdict(FlowPlan flow, boolean accepted, boolean reply) {
        return (reply ? replies : requests).judge(flow.record(accepted, reply));
    }

    private static Subnet subnet(SubnetPlan plan) {
        return new Subnet(plan.id(), "", plan.vpcId(), "", List.of(Cidr.parse(plan.cidr())));
    }

    private static NetworkAcl acl(AclPlan acl, Plan plan) {
        List<AclEntry> entries = acl.entries().stream().map(ProductModel::entry).toList();
        return new NetworkAcl(
                acl.id(),
                "",
                "",
                false,
                entries,
                plan.subnets().stream()
                        .filter(subnet -> subnet.aclId().equals(acl.id()))
                        .map(SubnetPlan::id)
                        .collect(Collectors.toSet()));
    }

    private static SecurityGroup group(GroupPlan plan) {
        return new SecurityGroup(plan.id(), "", "", rules(plan.ingress()), rules(plan.egress()));
    }

    private static List<SecurityGroupRule> rules(List<RulePlan> plans) {
        return plans.stream().map(ProductModel::rule).toList();
    }

    static SecurityGroupRule rule(RulePlan rule) {
        return SecurityGroupRule.of("", traffic(rule.traffic()), peer(rule.peer()));
    }

    static AclEntry entry(EntryPlan entry) {
        return new AclEntry(
                entry.number(), entry.egress(), entry.allow(), traffic(entry.traffic()), Cidr.parse(entry.cidr()));
    }

    private static Peer peer(String text) {
        if (text.startsWith("sg-")) {
            return Peer.group(text);
        }
        return text.startsWith("pl-") ? Peer.prefixList(text) : Peer.cidr(text);
    }

    private static Traffic traffic(TrafficPlan plan) {
        return new Traffic(plan.protocol(), plan.from(), plan.to());
    }

    private static NetworkInterface networkInterface(InterfacePlan plan, Plan network) {
        IpAddress address = IpAddress.parse(plan.address());
        Addresses addresses = address.isV4()
                ? new Addresses(List.of(address), List.of(), List.of())
                : new Addresses(List.of(), List.of(address), List.of());
        return new NetworkInterface(
                plan.id(),
                "",
                "",
                network.subnetOf(plan).vpcId(),
                plan.subnetId(),
                addresses,
                List.copyOf(plan.groupIds()),
                Attachment.to("i-" + plan.id()));
    }
}
