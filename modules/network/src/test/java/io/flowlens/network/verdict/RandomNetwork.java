package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Addresses;
import io.flowlens.network.Attachment;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Peer;
import io.flowlens.network.PrefixList;
import io.flowlens.network.Resource;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Subnet;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Small networks in which everything is close to everything else, so that rules meet packets often. */
final class RandomNetwork {

    static final int SUBNETS = 3;
    static final int GROUPS = 4;
    static final int MACHINES = 6;

    private static final Format FORMAT = Format.of(
            "interface-id srcaddr dstaddr srcport dstport protocol start end action flow-direction log-status");
    private static final int[] PROTOCOLS = {-1, 1, 6, 6, 6, 17, 47, 58};

    private final Random random;

    RandomNetwork(long seed) {
        random = new Random(seed);
    }

    List<Resource> resources() {
        var resources = new ArrayList<Resource>();
        for (int i = 0; i < SUBNETS; i++) {
            resources.add(subnet(i));
            resources.add(acl(i));
        }
        for (int i = 0; i < GROUPS; i++) {
            resources.add(group(i));
        }
        for (int i = 0; i < MACHINES; i++) {
            resources.add(machine(i));
        }
        resources.add(prefixList());
        return resources;
    }

    Resource anyResource() {
        return switch (random.nextInt(4)) {
            case 0 -> acl(random.nextInt(SUBNETS));
            case 1 -> group(random.nextInt(GROUPS));
            case 2 -> prefixList();
            default -> machine(random.nextInt(MACHINES + 2));
        };
    }

    FlowRecord flow(long start, String action) {
        int machine = random.nextInt(MACHINES + 2);
        boolean v6 = random.nextInt(4) == 0;
        String own = address(machine % SUBNETS, machine, v6);
        String peer = anyAddress(v6);
        boolean outbound = random.nextBoolean();
        int protocol = pick(new int[] {1, 6, 6, 17, 47, 58});
        boolean ported = protocol == 6 || protocol == 17;
        String direction = random.nextInt(3) == 0 ? "-" : outbound ? "egress" : "ingress";
        String line = "eni-%d %s %s %d %d %d %d %d %s %s OK"
                .formatted(
                        machine,
                        outbound ? own : peer,
                        outbound ? peer : own,
                        ported ? 1 + random.nextInt(6) : 0,
                        ported ? 1 + random.nextInt(6) : 0,
                        protocol,
                        start,
                        start + random.nextInt(60),
                        action,
                        direction);
        return FlowRecord.of(FORMAT, line);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    long between(long from, long to) {
        return from + (long) (random.nextDouble() * (to - from));
    }

    private static Subnet subnet(int number) {
        return new Subnet(
                "subnet-" + number,
                "",
                "vpc-1",
                "",
                List.of(
                        Cidr.parse("10.0.%d.0/24".formatted(number)),
                        Cidr.parse("2001:db8:%d::/64".formatted(number))));
    }

    private NetworkAcl acl(int subnet) {
        var numbers = new TreeSet<Integer>();
        IntStream.range(0, random.nextInt(8)).forEach(i -> numbers.add(1 + random.nextInt(50)));
        List<AclEntry> entries = numbers.stream()
                .map(number -> new AclEntry(
                        number, random.nextBoolean(), random.nextInt(3) > 0, traffic(), Cidr.parse(cidr())))
                .toList();
        return new NetworkAcl("acl-" + subnet, "", "vpc-1", false, entries, Set.of("subnet-" + subnet));
    }

    private SecurityGroup group(int number) {
        return new SecurityGroup("sg-" + number, "", "vpc-1", rules(number, "in"), rules(number, "out"));
    }

    private List<SecurityGroupRule> rules(int group, String way) {
        return some(5, i -> SecurityGroupRule.of("sgr-%d-%s-%d".formatted(group, way, i), traffic(), peer()));
    }

    private Peer peer() {
        return switch (random.nextInt(5)) {
            case 0 -> Peer.group("sg-" + random.nextInt(GROUPS + 1));
            case 1 -> Peer.prefixList("pl-" + random.nextInt(2));
            default -> Peer.cidr(cidr());
        };
    }

    private PrefixList prefixList() {
        return new PrefixList("pl-0", "", some(4, i -> Cidr.parse(cidr())));
    }

    private NetworkInterface machine(int number) {
        int subnet = number % SUBNETS;
        // Now and then another address, as when one is reassigned.
        int host = random.nextInt(4) == 0 ? random.nextInt(MACHINES) : number;
        var addresses = new Addresses(
                List.of(IpAddress.parse(address(subnet, host, false))),
                List.of(IpAddress.parse(address(subnet, host, true))),
                List.of());
        List<String> groups = some(3, i -> "sg-" + random.nextInt(GROUPS + 1)).stream()
                .distinct()
                .toList();
        return new NetworkInterface(
                "eni-" + number, "", "", "vpc-1", "subnet-" + subnet, addresses, groups, Attachment.to("i-" + number));
    }

    private Traffic traffic() {
        int protocol = pick(PROTOCOLS);
        if (protocol == 6 || protocol == 17) {
            int from = 1 + random.nextInt(6);
            return random.nextInt(4) == 0
                    ? Traffic.everyPortOf(protocol)
                    : new Traffic(protocol, from, from + random.nextInt(3));
        }
        if (protocol == 1 || protocol == 58) {
            return random.nextBoolean() ? Traffic.everyPortOf(protocol) : new Traffic(protocol, random.nextInt(9), -1);
        }
        return Traffic.everyPortOf(protocol);
    }

    private String cidr() {
        boolean v6 = random.nextInt(4) == 0;
        int[] lengths = v6 ? new int[] {0, 48, 64, 126, 128} : new int[] {0, 8, 24, 30, 32};
        return anyAddress(v6) + "/" + pick(lengths);
    }

    private String anyAddress(boolean v6) {
        return random.nextInt(5) == 0
                ? (v6 ? "2a00::" : "198.51.100.") + (1 + random.nextInt(3))
                : address(random.nextInt(SUBNETS), random.nextInt(MACHINES), v6);
    }

    private static String address(int subnet, int host, boolean v6) {
        return v6 ? "2001:db8:%d::%d".formatted(subnet, host + 1) : "10.0.%d.%d".formatted(subnet, host + 1);
    }

    private <T> List<T> some(int limit, IntFunction<T> maker) {
        return IntStream.range(0, random.nextInt(limit)).mapToObj(maker).toList();
    }

    private int pick(int[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
