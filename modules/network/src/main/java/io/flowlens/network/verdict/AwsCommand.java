package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Traffic;
import java.util.regex.Pattern;

/** Writes changes as commands of the AWS command line. */
final class AwsCommand {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,-]+");

    private AwsCommand() {}

    static String authorize(FixStep.AuthorizeRule step) {
        String permission = """
                [{"IpProtocol":"%s","FromPort":%d,"ToPort":%d,%s}]""".formatted(
                protocol(step.traffic()), step.traffic().from(), step.traffic().to(), range(step.peer()));
        return "aws ec2 authorize-security-group-%s --group-id %s --ip-permissions %s"
                .formatted(step.outbound() ? "egress" : "ingress", quoted(step.groupId()), quoted(permission));
    }

    static String entry(String verb, String aclId, AclEntry entry) {
        return "aws ec2 %s --network-acl-id %s --%s --rule-number %d --protocol %d%s --%s %s --rule-action %s"
                .formatted(
                        verb,
                        quoted(aclId),
                        entry.egress() ? "egress" : "ingress",
                        entry.number(),
                        entry.traffic().protocol(),
                        ports(entry.traffic()),
                        entry.cidr().network().isV4() ? "cidr-block" : "ipv6-cidr-block",
                        entry.cidr(),
                        entry.allow() ? "allow" : "deny");
    }

    /** One word to a shell, whatever is in it. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** AWS's name where it has one, the number otherwise. */
    static String protocol(Traffic traffic) {
        return Traffic.hasPorts(traffic.protocol()) || Traffic.isIcmp(traffic.protocol())
                ? Traffic.protocolName(traffic.protocol())
                : Integer.toString(traffic.protocol());
    }

    private static String range(Cidr peer) {
        return (peer.network().isV4() ? "\"IpRanges\":[{\"CidrIp\":\"%s\"}]" : "\"Ipv6Ranges\":[{\"CidrIpv6\":\"%s\"}]")
                .formatted(peer);
    }

    private static String ports(Traffic traffic) {
        if (Traffic.hasPorts(traffic.protocol())) {
            return " --port-range From=%d,To=%d".formatted(traffic.from(), traffic.to());
        }
        if (Traffic.isIcmp(traffic.protocol())) {
            return " --icmp-type-code Type=%d,Code=%d".formatted(traffic.from(), traffic.to());
        }
        return "";
    }
}
