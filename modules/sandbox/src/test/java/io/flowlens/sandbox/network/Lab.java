package io.flowlens.sandbox.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Two subnets of one VPC; instances A and C in the first, B in the second, each with a group of its own. At first
 * every group and every ACL lets everything through.
 */
final class Lab {
    static final Address A = Address.parse("10.0.1.10");
    static final Address A_PUBLIC = Address.parse("54.0.0.1");
    static final Address B = Address.parse("10.0.2.20");
    static final Address B_PUBLIC = Address.parse("54.0.0.2");
    static final Address C = Address.parse("10.0.1.30");
    static final Address STRANGER = Address.parse("203.0.113.12");
    static final Duration WINDOW = Duration.ofSeconds(60);
    static final Duration DELIVERY_DELAY = Duration.ofSeconds(120);

    /** Not for everybody, so that what it allows is tracked. */
    static final Peer INSIDE_AND_OUT = new Peer.Blocks(List.of(Cidr.parse("0.0.0.0/1"), Cidr.parse("128.0.0.0/1")));

    static final GroupRule EVERYTHING = new GroupRule(Traffic.ALL, INSIDE_AND_OUT);

    final VirtualTime time = new VirtualTime();
    final VpcNetwork network = new VpcNetwork("us-east-1", new Pace(1), time);
    final List<String> lines = new ArrayList<>();

    Lab() {
        acl("acl-1", allow(100, false), allow(100, true));
        acl("acl-2", allow(100, false), allow(100, true));
        network.put(new SubnetConfig("subnet-1", "vpc-1", "use1-az1", Cidr.parse("10.0.1.0/24"), "acl-1"));
        network.put(new SubnetConfig("subnet-2", "vpc-1", "use1-az2", Cidr.parse("10.0.2.0/24"), "acl-2"));
        instance("a", "subnet-1", A, A_PUBLIC);
        instance("b", "subnet-2", B, B_PUBLIC);
        instance("c", "subnet-1", C, null);
    }

    private void instance(String name, String subnetId, Address privateAddress, Address publicAddress) {
        group("sg-" + name, List.of(EVERYTHING), List.of(EVERYTHING));
        network.put(new InstanceConfig("i-" + name, true, Set.of(22)));
        network.put(new InterfaceConfig(
                "eni-" + name,
                subnetId,
                "123456789012",
                "i-" + name,
                privateAddress,
                publicAddress,
                Set.of("sg-" + name)));
    }

    void group(String id, List<GroupRule> ingress, List<GroupRule> egress) {
        network.put(new GroupConfig(id, ingress, egress));
    }

    void acl(String id, AclEntry... entries) {
        network.put(new AclConfig(id, Arrays.asList(entries)));
    }

    static AclEntry allow(int number, boolean egress) {
        return new AclEntry(number, egress, true, Traffic.ALL, Cidr.parse("0.0.0.0/0"));
    }

    static AclEntry deny(int number, boolean egress) {
        return new AclEntry(number, egress, false, Traffic.ALL, Cidr.parse("0.0.0.0/0"));
    }

    /** Records everything in the VPC from now on. */
    void record(String... format) {
        record(FlowLogConfig.TrafficType.ALL, format);
    }

    void record(FlowLogConfig.TrafficType type, String... format) {
        network.put(new FlowLogConfig(
                "fl-1",
                "vpc-1",
                type,
                List.of(format),
                (int) WINDOW.toSeconds(),
                (interfaceId, delivered) -> delivered.forEach(line -> lines.add(line.text()))));
    }

    /** Lets the window end and its records arrive. */
    List<String> recorded() {
        time.sleep(WINDOW);
        network.closeWindows();
        time.sleep(DELIVERY_DELAY);
        network.deliver();
        return lines;
    }

    static Packet echo(Address from, Address to) {
        return Packet.echo(from, to, 7, 84);
    }

    static Packet syn(Address from, Address to, int port) {
        return Packet.tcp(new Endpoint(from, 40_000), new Endpoint(to, port), Packet.SYN, 60);
    }
}
