package io.flowlens.cli.agreement;

import io.flowlens.cli.agreement.Plan.AclPlan;
import io.flowlens.cli.agreement.Plan.EntryPlan;
import io.flowlens.cli.agreement.Plan.GroupPlan;
import io.flowlens.cli.agreement.Plan.InterfacePlan;
import io.flowlens.cli.agreement.Plan.RulePlan;
import io.flowlens.cli.agreement.Plan.SubnetPlan;
import io.flowlens.cli.agreement.Plan.TrafficPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Small networks in which rules meet packets often: few ports, few addresses, two VPCs with the same ones. */
final class RandomPlan {

    static final int[] ICMP_TYPES = {0, 3, 8};
    static final int[] ICMP_CODES = {0, 1};

    private static final int VPCS = 2;
    private static final int SUBNETS = 3;
    private static final int GROUPS = 4;
    private static final int HOSTS = 3;
    private static final int[] MIXED = {1, 6, 6, 6, 17, 17, 47, 58};
    private static final int[] MOSTLY_ICMP = {1, 1, 58, 6};

    private final Random random;
    private final boolean v6;
    private final int[] protocols;

    RandomPlan(long seed) {
        random = new Random(seed);
        v6 = random.nextInt(3) == 0;
        protocols = random.nextInt(5) == 0 ? MOSTLY_ICMP : MIXED;
    }

    Plan network() {
        var subnets = new ArrayList<SubnetPlan>();
        var acls = new ArrayList<AclPlan>();
        var groups = new ArrayList<GroupPlan>();
        var interfaces = new ArrayList<InterfacePlan>();
        for (int vpc = 0; vpc < VPCS; vpc++) {
            for (int i = 0; i < SUBNETS; i++) {
                String name = vpc + "-" + i;
                acls.add(acl("acl-" + name));
                subnets.add(new SubnetPlan("subnet-" + name, "vpc-" + vpc, block(i), "acl-" + name));
                for (int host = 1; host <= HOSTS; host++) {
                    interfaces.add(
                            new InterfacePlan("eni-" + name + host, "subnet-" + name, address(i, host), carried(vpc)));
                }
            }
            for (int i = 0; i < GROUPS; i++) {
                groups.add(new GroupPlan("sg-" + vpc + i, rules(vpc), rules(vpc)));
            }
        }
        return new Plan(subnets, acls, groups, interfaces, some(3, i -> cidr()));
    }

    FlowPlan flow(Plan plan) {
        InterfacePlan at =
                plan.interfaces().get(random.nextInt(plan.interfaces().size()));
        String peer = anyAddress();
        while (peer.equals(at.address())) {
            peer = anyAddress();
        }
        int protocol = pick(protocols);
        boolean ported = protocol == 6 || protocol == 17;
        return new FlowPlan(
                at,
                random.nextBoolean(),
                peer,
                protocol,
                ported ? port() : 0,
                ported ? port() : 0,
                random.nextInt(3) > 0);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A rule that the group might have. */
    RulePlan rule(GroupPlan group) {
        return new RulePlan(traffic(), peer(group.id().charAt("sg-".length()) - '0'));
    }

    /** An entry that an ACL might have. */
    EntryPlan entry() {
        return new EntryPlan(1 + random.nextInt(60), random.nextBoolean(), random.nextBoolean(), traffic(), cidr());
    }

    private AclPlan acl(String id) {
        // In crowded ACLs no number is left between two entries.
        int room = random.nextInt(3) == 0 ? 7 : 60;
        var entries = new ArrayList<EntryPlan>();
        for (boolean egress : new boolean[] {false, true}) {
            if (random.nextInt(4) > 0) {
                entries.add(new EntryPlan(100, egress, true, new TrafficPlan(-1, -1, -1), everything()));
            }
            var numbers = new TreeSet<Integer>();
            IntStream.range(0, random.nextInt(6)).forEach(i -> numbers.add(1 + random.nextInt(room)));
            numbers.forEach(
                    number -> entries.add(new EntryPlan(number, egress, random.nextInt(3) > 0, traffic(), cidr())));
            entries.add(new EntryPlan(32_767, egress, false, new TrafficPlan(-1, -1, -1), everything()));
        }
        return new AclPlan(id, entries);
    }

    private List<RulePlan> rules(int vpc) {
        List<RulePlan> rules = some(4, i -> new RulePlan(traffic(), peer(vpc)));
        return random.nextInt(4) > 0 ? rules : List.of(new RulePlan(new TrafficPlan(-1, -1, -1), everything()));
    }

    private Set<String> carried(int vpc) {
        var groups = new TreeSet<String>();
        groups.add("sg-" + vpc + random.nextInt(GROUPS));
        IntStream.range(0, random.nextInt(3)).forEach(i -> groups.add("sg-" + vpc + random.nextInt(GROUPS)));
        return groups;
    }

    private String peer(int vpc) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> "sg-" + vpc + random.nextInt(GROUPS);
            case 3 -> Plan.KNOWN_LIST;
            case 4 -> random.nextInt(3) == 0 ? Plan.HIDDEN_LIST : Plan.KNOWN_LIST;
            default -> cidr();
        };
    }

    private TrafficPlan traffic() {
        int protocol = random.nextInt(8) == 0 ? -1 : pick(protocols);
        if (protocol == 6 || protocol == 17) {
            if (random.nextInt(4) == 0) {
                return random.nextBoolean() ? new TrafficPlan(protocol, -1, -1) : new TrafficPlan(protocol, 0, 65_535);
            }
            int from = port();
            return new TrafficPlan(protocol, from, Math.min(65_535, from + random.nextInt(3)));
        }
        if ((protocol == 1 || protocol == 58) && random.nextInt(3) == 0) {
            return new TrafficPlan(protocol, pick(ICMP_TYPES), random.nextBoolean() ? -1 : pick(ICMP_CODES));
        }
        return new TrafficPlan(protocol, -1, -1);
    }

    /** Services, their neighbours, and ports that clients use. */
    private int port() {
        return pick(new int[] {22, 23, 443, 444, 1500, 40_000, 40_001, 65_535});
    }

    /** Now and then of the other family, which fits nothing. */
    private String cidr() {
        if (random.nextInt(12) == 0) {
            return v6 ? "0.0.0.0/0" : "::/0";
        }
        return anyAddress() + "/" + pick(v6 ? new int[] {0, 0, 48, 64, 126, 128} : new int[] {0, 0, 8, 24, 30, 32});
    }

    private String anyAddress() {
        return switch (random.nextInt(6)) {
            case 0 -> (v6 ? "2a00::" : "198.51.100.") + (1 + random.nextInt(3));
            case 1 -> (v6 ? "2001:db8:0:9::" : "10.0.9.") + (1 + random.nextInt(3));
            default -> address(random.nextInt(SUBNETS), 1 + random.nextInt(HOSTS + 1));
        };
    }

    private String everything() {
        return v6 ? "::/0" : "0.0.0.0/0";
    }

    private String block(int subnet) {
        return v6 ? "2001:db8:0:%d::/64".formatted(subnet) : "10.0.%d.0/24".formatted(subnet);
    }

    private String address(int subnet, int host) {
        return v6 ? "2001:db8:0:%d::%d".formatted(subnet, host) : "10.0.%d.%d".formatted(subnet, host);
    }

    private <T> List<T> some(int limit, IntFunction<T> maker) {
        return IntStream.range(0, random.nextInt(limit + 1)).mapToObj(maker).toList();
    }

    private int pick(int[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
