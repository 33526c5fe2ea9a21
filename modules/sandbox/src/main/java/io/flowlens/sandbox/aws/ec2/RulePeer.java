package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;

/** The other side of a security group rule. */
record RulePeer(Kind kind, String value) {

    /** How a peer is given. */
    enum Kind {
        IPV4,
        IPV6,
        PREFIX_LIST,
        GROUP
    }

    static RulePeer ipv4(String cidr) {
        return new RulePeer(Kind.IPV4, block(cidr, true));
    }

    static RulePeer ipv6(String cidr) {
        return new RulePeer(Kind.IPV6, block(cidr, false));
    }

    private static String block(String text, boolean v4) {
        var cidr = Blocks.parse(text);
        if (cidr.network().isV4() != v4) {
            throw AwsException.badRequest("InvalidParameterValue", "CIDR block " + text + " is malformed");
        }
        return cidr.toString();
    }

    static RulePeer prefixList(String id) {
        return new RulePeer(Kind.PREFIX_LIST, id);
    }

    static RulePeer group(String id) {
        return new RulePeer(Kind.GROUP, id);
    }
}
