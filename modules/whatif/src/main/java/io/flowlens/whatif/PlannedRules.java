package io.flowlens.whatif;

import io.flowlens.network.Peer;
import io.flowlens.network.RuleChange;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import io.flowlens.topics.Protocols;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads rules of security groups as Terraform's AWS provider writes them: one block stands for as many rules as it names peers. */
final class PlannedRules {

    /** A peer that nobody knows yet: a prefix list that no inventory holds, so that it may be anybody. */
    private static final Peer ANYBODY = Peer.prefixList("(known after apply)");

    private PlannedRules() {}

    /** The rules of a group that stand in the group itself. */
    static Set<RuleChange> inline(PlannedValue group, String groupId) {
        var rules = new LinkedHashSet<RuleChange>();
        for (boolean outbound : new boolean[] {false, true}) {
            for (PlannedValue block :
                    group.field(outbound ? "egress" : "ingress").elements()) {
                rules.addAll(block(block, outbound, groupId));
            }
        }
        return rules;
    }

    /** {@code aws_security_group_rule}. */
    static Set<RuleChange> block(PlannedValue rule, String groupId) {
        return block(rule, "egress".equals(rule.field("type").text()), groupId);
    }

    /** {@code aws_vpc_security_group_ingress_rule} and its sister for the other direction. */
    static Set<RuleChange> single(PlannedValue rule, boolean outbound, String groupId) {
        var peers = new ArrayList<Peer>();
        addCidr(peers, rule.field("cidr_ipv4"));
        addCidr(peers, rule.field("cidr_ipv6"));
        addPrefixList(peers, rule.field("prefix_list_id"));
        addGroup(peers, rule.field("referenced_security_group_id"));
        String id = rule.field("id").text();
        return rules(id.startsWith("sgr-") ? id : "", traffic(rule, "ip_protocol"), peers, outbound);
    }

    /** Whether somebody is named who is known only after apply. */
    static boolean namesAnybody(RuleChange change) {
        return change.rule() instanceof SecurityGroupRule rule && rule.peer().equals(ANYBODY);
    }

    private static Set<RuleChange> block(PlannedValue rule, boolean outbound, String groupId) {
        var peers = new ArrayList<Peer>();
        rule.field("cidr_blocks").elements().forEach(cidr -> addCidr(peers, cidr));
        rule.field("ipv6_cidr_blocks").elements().forEach(cidr -> addCidr(peers, cidr));
        rule.field("prefix_list_ids").elements().forEach(list -> addPrefixList(peers, list));
        rule.field("security_groups").elements().forEach(group -> addGroup(peers, group));
        if (rule.field("self").isTrue()) {
            peers.add(Peer.group(groupId));
        } else {
            addGroup(peers, rule.field("source_security_group_id"));
        }
        return rules("", traffic(rule, "protocol"), peers, outbound);
    }

    private static Set<RuleChange> rules(String id, Traffic traffic, List<Peer> peers, boolean outbound) {
        var rules = new LinkedHashSet<RuleChange>();
        for (Peer peer : peers) {
            rules.add(new RuleChange(true, outbound, new SecurityGroupRule(id, traffic, peer, "")));
        }
        return rules;
    }

    /** Ports that are not known yet may be any. */
    private static Traffic traffic(PlannedValue rule, String protocolField) {
        PlannedValue protocol = rule.field(protocolField);
        PlannedValue from = rule.field("from_port");
        PlannedValue to = rule.field("to_port");
        if (protocol.isUnknown()) {
            return Traffic.ALL;
        }
        int number = number(protocol.text());
        return from.isUnknown() || to.isUnknown()
                ? Traffic.everyPortOf(number)
                : new Traffic(number, from.number(-1), to.number(-1));
    }

    /** Terraform takes names in any case, and {@code all} for -1. */
    static int number(String protocol) {
        String name = protocol.toLowerCase(java.util.Locale.ROOT);
        return name.isEmpty() || name.equals("all") ? -1 : Protocols.number(name);
    }

    private static void addCidr(List<Peer> peers, PlannedValue cidr) {
        add(peers, cidr, () -> Peer.cidr(cidr.text()));
    }

    private static void addPrefixList(List<Peer> peers, PlannedValue list) {
        add(peers, list, () -> Peer.prefixList(list.text()));
    }

    /** A group of another account stands as {@code 123456789012/sg-0a}. */
    private static void addGroup(List<Peer> peers, PlannedValue group) {
        add(peers, group, () -> Peer.group(group.text().substring(group.text().lastIndexOf('/') + 1)));
    }

    private static void add(List<Peer> peers, PlannedValue value, java.util.function.Supplier<Peer> peer) {
        if (value.isUnknown()) {
            peers.add(ANYBODY);
        } else if (value.isSet()) {
            peers.add(peer.get());
        }
    }
}
