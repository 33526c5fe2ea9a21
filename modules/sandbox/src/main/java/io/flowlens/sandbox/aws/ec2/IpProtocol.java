package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.network.Protocol;
import java.util.Locale;

/** Protocols as rules write them: by name or by IANA number, -1 for all. */
final class IpProtocol {

    private IpProtocol() {}

    static int number(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "-1", "all" -> Protocol.ALL;
            case "icmp" -> Protocol.ICMP;
            case "tcp" -> Protocol.TCP;
            case "udp" -> Protocol.UDP;
            case "icmpv6" -> Protocol.ICMPV6;
            default -> parse(text);
        };
    }

    private static int parse(String text) {
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= 255) {
            return Integer.parseInt(text);
        }
        throw AwsException.badRequest(
                "InvalidParameterValue", "Invalid value '" + text + "' for IP protocol. Unknown protocol.");
    }

    /** The name security groups use. */
    static String name(int number) {
        return switch (number) {
            case Protocol.ICMP -> "icmp";
            case Protocol.TCP -> "tcp";
            case Protocol.UDP -> "udp";
            case Protocol.ICMPV6 -> "icmpv6";
            default -> Integer.toString(number);
        };
    }
}
