package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Traffic;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes changes as Terraform resources of the AWS provider. */
final class Terraform {

    private Terraform() {}

    static String rule(FixStep.AuthorizeRule step) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("security_group_id", quoted(step.groupId()));
        attributes.put("ip_protocol", quoted(AwsCommand.protocol(step.traffic())));
        if (Traffic.hasPorts(step.traffic().protocol())
                || Traffic.isIcmp(step.traffic().protocol())) {
            attributes.put("from_port", Integer.toString(step.traffic().from()));
            attributes.put("to_port", Integer.toString(step.traffic().to()));
        }
        attributes.put(
                step.peer().network().isV4() ? "cidr_ipv4" : "cidr_ipv6",
                quoted(step.peer().toString()));
        String way = step.outbound() ? "egress" : "ingress";
        return resource("aws_vpc_security_group_" + way + "_rule", label(step.traffic(), step.peer()), attributes);
    }

    static String entry(String aclId, AclEntry entry) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("network_acl_id", quoted(aclId));
        attributes.put("egress", Boolean.toString(entry.egress()));
        attributes.put("rule_number", Integer.toString(entry.number()));
        attributes.put("rule_action", quoted(entry.allow() ? "allow" : "deny"));
        attributes.put("protocol", quoted(Integer.toString(entry.traffic().protocol())));
        attributes.put(
                entry.cidr().network().isV4() ? "cidr_block" : "ipv6_cidr_block",
                quoted(entry.cidr().toString()));
        putPorts(attributes, entry.traffic());
        String label = (entry.egress() ? "out_" : "in_") + entry.number();
        return resource("aws_network_acl_rule", label, attributes);
    }

    private static void putPorts(Map<String, String> attributes, Traffic traffic) {
        if (Traffic.hasPorts(traffic.protocol())) {
            attributes.put("from_port", Integer.toString(traffic.from()));
            attributes.put("to_port", Integer.toString(traffic.to()));
        } else if (Traffic.isIcmp(traffic.protocol())) {
            attributes.put("icmp_type", Integer.toString(traffic.from()));
            attributes.put("icmp_code", Integer.toString(traffic.to()));
        }
    }

    private static String resource(String type, String label, Map<String, String> attributes) {
        var text = new StringBuilder("resource \"%s\" \"%s\" {\n".formatted(type, label));
        attributes.forEach((name, value) ->
                text.append("  ").append(name).append(" = ").append(value).append('\n'));
        return text.append("}\n").toString();
    }

    private static String label(Traffic traffic, Cidr peer) {
        return "allow_" + (traffic + "_" + peer.network()).replaceAll("[^A-Za-z0-9]+", "_");
    }

    /** A string that Terraform takes as it stands: nothing in it is interpolated. */
    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("${", "$${")
                        .replace("%{", "%%{")
                        .replace("\n", "\\n")
                + "\"";
    }
}
