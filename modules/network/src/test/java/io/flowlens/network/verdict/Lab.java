package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Addresses;
import io.flowlens.network.Attachment;
import io.flowlens.network.Instance;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Peer;
import io.flowlens.network.Resource;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Subnet;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two subnets and three machines: A (10.0.1.10) and N (10.0.1.20) in the first, B (10.0.2.10) in the second. Each has a
 * group of its own that lets everything out and nothing in; each subnet an ACL of its own that lets everything through.
 */
final class Lab {

    static final long BUILT = 1_000_000_000_000L;
    static final long FLOW_START = BUILT / 1000 + 3_600;
    static final SecurityGroupRule ALL_OUT = SecurityGroupRule.of("sgr-out", Traffic.ALL, Peer.cidr("0.0.0.0/0"));
    static final Format WITH_FLAGS = Format.of("interface-id srcaddr dstaddr srcport dstport protocol start end action"
            + " tcp-flags flow-direction pkt-srcaddr pkt-dstaddr reject-reason pkt-dst-aws-service log-status");

    final NetworkHistory history = new NetworkHistory();
    final RecentFlows accepted = new RecentFlows(16, 64);
    final Judge judge = new Judge(history, accepted, JudgeConfig.DEFAULT);

    Lab() {
        put(new Subnet("subnet-1", "apps", "vpc-1", "az-1", List.of(Cidr.parse("10.0.1.0/24"))));
        put(new Subnet("subnet-2", "data", "vpc-1", "az-1", List.of(Cidr.parse("10.0.2.0/24"))));
        put(acl("acl-1", "subnet-1", entry(100, false, true, Traffic.ALL), entry(100, true, true, Traffic.ALL)));
        put(acl("acl-2", "subnet-2", entry(100, false, true, Traffic.ALL), entry(100, true, true, Traffic.ALL)));
        for (String name : List.of("a", "n", "b")) {
            put(group("sg-" + name, List.of(), List.of(ALL_OUT)));
            put(new Instance("i-" + name, "machine-" + name, "running", Map.of()));
        }
        put(machine("a", "subnet-1", "10.0.1.10"));
        put(machine("n", "subnet-1", "10.0.1.20"));
        put(machine("b", "subnet-2", "10.0.2.10"));
    }

    void put(Resource resource) {
        history.put(resource, BUILT);
    }

    static NetworkInterface machine(String name, String subnetId, String address) {
        return new NetworkInterface(
                "eni-" + name,
                "",
                "123456789012",
                "vpc-1",
                subnetId,
                Addresses.of(address),
                List.of("sg-" + name),
                Attachment.to("i-" + name));
    }

    static NetworkInterface withGroups(NetworkInterface machine, String... groupIds) {
        return new NetworkInterface(
                machine.id(),
                machine.name(),
                machine.account(),
                machine.vpcId(),
                machine.subnetId(),
                machine.addresses(),
                List.of(groupIds),
                machine.attachment());
    }

    static NetworkInterface withAddresses(NetworkInterface machine, List<String> v4, List<String> v6) {
        return new NetworkInterface(
                machine.id(),
                machine.name(),
                machine.account(),
                machine.vpcId(),
                machine.subnetId(),
                new Addresses(parsed(v4), parsed(v6), List.of()),
                machine.groupIds(),
                machine.attachment());
    }

    static SecurityGroup group(String id, List<SecurityGroupRule> ingress, List<SecurityGroupRule> egress) {
        return new SecurityGroup(id, id + "-name", "vpc-1", ingress, egress);
    }

    static SecurityGroup inbound(String id, Traffic traffic, String cidr) {
        return group(id, List.of(SecurityGroupRule.of("sgr-" + id, traffic, Peer.cidr(cidr))), List.of(ALL_OUT));
    }

    static NetworkAcl acl(String id, String subnetId, AclEntry... entries) {
        return new NetworkAcl(id, "", "vpc-1", false, Arrays.asList(entries), Set.of(subnetId));
    }

    static AclEntry entry(int number, boolean egress, boolean allow, Traffic traffic) {
        return entry(number, egress, allow, traffic, "0.0.0.0/0");
    }

    static AclEntry entry(int number, boolean egress, boolean allow, Traffic traffic, String cidr) {
        return new AclEntry(number, egress, allow, traffic, Cidr.parse(cidr));
    }

    /** A line of the default format at {@link #FLOW_START}, a minute long. */
    static FlowRecord flow(String machine, String source, String destination, String ports, String action) {
        return flowAt(FLOW_START, machine, source, destination, ports, action);
    }

    /** @param ports source port, destination port and protocol number */
    static FlowRecord flowAt(
            long start, String machine, String source, String destination, String ports, String action) {
        String line = "2 123456789012 eni-%s %s %s %s 1 40 %d %d %s OK"
                .formatted(machine, source, destination, ports, start, start + 59, action);
        return FlowRecord.of(Format.DEFAULT, line);
    }

    /** @param rest from action on, see {@link #WITH_FLAGS} */
    static FlowRecord detailed(String machine, String source, String destination, String ports, String rest) {
        String line = "eni-%s %s %s %s %d %d %s OK"
                .formatted(machine, source, destination, ports, FLOW_START, FLOW_START + 59, rest);
        return FlowRecord.of(WITH_FLAGS, line);
    }

    private static List<IpAddress> parsed(List<String> addresses) {
        var parsed = new ArrayList<IpAddress>();
        addresses.forEach(address -> parsed.add(IpAddress.parse(address)));
        return parsed;
    }
}
