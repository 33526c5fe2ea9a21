package io.flowlens.benchmarks.input;

import java.util.SplittableRandom;

/**
 * Interfaces in the subnets of one VPC, 250 in each. Every interface carries a group of its team, which 50 interfaces
 * share, and one of its own; together they have 60 inbound rules.
 *
 * @param interfaces how many there are
 */
public record Estate(int interfaces) {

    public static final String ACCOUNT = "123456789012";
    public static final String REGION = "us-east-1";
    public static final String VPC = "vpc-0a54b1c2d3e4f5061";
    public static final String LOG_GROUP = "/vpc/flow-logs";

    /** Ports that own groups open, one rule each. */
    static final int FIRST_PORT = 8_000;

    static final int OWN_RULES = 40;
    static final int TEAM_RULES = 20;

    private static final int PER_SUBNET = 250;
    private static final int PER_TEAM = 50;
    private static final int FIRST_HOST = 4;
    private static final int NETWORK = 10 << 24;
    private static final int MOST = 250 * PER_SUBNET;

    public Estate {
        if (interfaces < 2 || interfaces > MOST) {
            throw new IllegalArgumentException("2 to %d interfaces, not %d".formatted(MOST, interfaces));
        }
    }

    public String interfaceId(int nic) {
        return id("eni-", nic);
    }

    public String instanceId(int nic) {
        return id("i-", nic);
    }

    /** Private IPv4 address. */
    public int address(int nic) {
        return NETWORK | subnet(nic) << 8 | (FIRST_HOST + nic % PER_SUBNET);
    }

    public String subnetId(int nic) {
        return id("subnet-", subnet(nic));
    }

    public int subnets() {
        return subnet(interfaces - 1) + 1;
    }

    public int teams() {
        return team(interfaces - 1) + 1;
    }

    /** The one network ACL, of all subnets. */
    public static String aclId() {
        return id("acl-", 0);
    }

    String subnetCidr(int subnet) {
        return dotted(NETWORK | subnet << 8) + "/24";
    }

    String vpcCidr() {
        return dotted(NETWORK) + "/16";
    }

    int subnet(int nic) {
        return nic / PER_SUBNET;
    }

    int team(int nic) {
        return nic / PER_TEAM;
    }

    static String teamGroupId(int team) {
        return id("sg-", team);
    }

    static String ownGroupId(int nic) {
        return id("sg-", 1_000_000 + nic);
    }

    /** As long as AWS's ids, and as little to be guessed from the one before. */
    static String id(String prefix, int number) {
        long mixed = new SplittableRandom(prefix.hashCode() * 31L + number).nextLong();
        return prefix + "0%016x".formatted(mixed);
    }

    /** An address that is nobody's here. */
    static int stranger(int rank) {
        return (80 + rank % 40) << 24 | new SplittableRandom(rank).nextInt(1 << 24);
    }

    public static String dotted(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xFF) + "." + (address >>> 8 & 0xFF) + "." + (address & 0xFF);
    }
}
