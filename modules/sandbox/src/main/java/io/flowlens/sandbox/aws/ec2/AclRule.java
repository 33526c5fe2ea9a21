package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.AclEntry;
import io.flowlens.sandbox.network.Cidr;
import io.flowlens.sandbox.network.Protocol;
import io.flowlens.sandbox.network.Traffic;

/** An entry of a network ACL as callers write it. */
record AclRule(int number, boolean egress, boolean allow, Traffic traffic, Cidr cidr) {

    private static final int LAST = 32_766;

    /** The entry that AWS prints as {@code *} and nobody can remove. */
    static AclRule denyAll(boolean egress) {
        return new AclRule(LAST + 1, egress, false, Traffic.ALL, Cidr.parse("0.0.0.0/0"));
    }

    static AclRule allowAll(boolean egress) {
        return new AclRule(100, egress, true, Traffic.ALL, Cidr.parse("0.0.0.0/0"));
    }

    static AclRule of(Params params) {
        int number = params.number("RuleNumber", 0, 1, LAST);
        String action = params.required("RuleAction");
        if (number == 0) {
            throw params.invalid("RuleNumber", "between 1 and " + LAST);
        }
        if (!action.equals("allow") && !action.equals("deny")) {
            throw params.invalid("RuleAction", "allow or deny");
        }
        String block = params.text("CidrBlock", params.text("Ipv6CidrBlock"));
        if (block == null) {
            throw params.invalid("CidrBlock", "given");
        }
        return new AclRule(number, params.flag("Egress"), action.equals("allow"), traffic(params), Blocks.parse(block));
    }

    private static Traffic traffic(Params params) {
        int protocol = IpProtocol.number(params.required("Protocol"));
        if (protocol == Protocol.ICMP || protocol == Protocol.ICMPV6) {
            Params icmp = params.structure("Icmp");
            return new Traffic(protocol, icmp.number("Type", -1, -1, 255), icmp.number("Code", -1, -1, 255));
        }
        if (protocol != Protocol.TCP && protocol != Protocol.UDP) {
            return Traffic.of(protocol);
        }
        Params range = params.structure("PortRange");
        if (!range.has("From") || !range.has("To")) {
            throw AwsException.badRequest(
                    "MissingParameter", "A port range is required with protocol " + params.text("Protocol") + ".");
        }
        return new Traffic(protocol, range.number("From", 0, 0, 65_535), range.number("To", 0, 0, 65_535));
    }

    boolean isDefault() {
        return number > LAST;
    }

    AclEntry entry() {
        return new AclEntry(number, egress, allow, traffic, cidr);
    }

    Tree describe() {
        boolean icmp = traffic.protocol() == Protocol.ICMP || traffic.protocol() == Protocol.ICMPV6;
        boolean ports = traffic.protocol() == Protocol.TCP || traffic.protocol() == Protocol.UDP;
        return Tree.of(
                "ruleNumber",
                number,
                "protocol",
                Integer.toString(traffic.protocol()),
                "ruleAction",
                allow ? "allow" : "deny",
                "egress",
                egress,
                cidr.network().isV4() ? "cidrBlock" : "ipv6CidrBlock",
                cidr.toString(),
                "icmpTypeCode",
                icmp ? Tree.of("type", traffic.from(), "code", traffic.to()) : null,
                "portRange",
                ports ? Tree.of("from", traffic.from(), "to", traffic.to()) : null);
    }
}
