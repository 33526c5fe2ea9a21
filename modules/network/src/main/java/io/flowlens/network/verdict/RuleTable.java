package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.List;

/**
 * All group rules of an interface in one direction. They are one union: any rule that fits lets the packet through (AWS
 * VPC user guide, "Security group rules").
 */
final class RuleTable {

    private static final List<Cidr> EVERYWHERE = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));

    private final RuleArray certain;
    private final RuleArray possible;

    RuleTable(List<SecurityGroupRule> rules, Facts facts) {
        var certainly = new RuleArray.Builder();
        var possibly = new RuleArray.Builder();
        for (int slot = 0; slot < Protocols.SLOTS; slot++) {
            certainly.begin(slot);
            possibly.begin(slot);
            for (SecurityGroupRule rule : rules) {
                if (Protocols.covers(rule.traffic(), slot)) {
                    add(rule, facts, rule.traffic().asksForIcmpType() ? possibly : certainly, possibly);
                }
            }
        }
        certain = certainly.build();
        possible = possibly.build();
    }

    Prediction predict(long peerHigh, long peerLow, int protocol, int port) {
        int slot = Protocols.slot(protocol);
        int key = Protocols.key(protocol, port);
        if (certain.admits(slot, peerHigh, peerLow, key)) {
            return Prediction.ALLOW;
        }
        return possible.admits(slot, peerHigh, peerLow, key) ? Prediction.UNKNOWN : Prediction.DENY;
    }

    private static void add(SecurityGroupRule rule, Facts facts, RuleArray.Builder column, RuleArray.Builder possibly) {
        Traffic traffic = rule.traffic();
        int keys = Protocols.keys(traffic);
        if (rule.peer() instanceof Peer.Block block) {
            column.add(keys, block.cidr());
            return;
        }
        Reference reference = facts.reference(rule.peer());
        column.add(keys, reference.addresses());
        if (!reference.complete()) {
            EVERYWHERE.forEach(cidr -> possibly.add(keys, cidr));
        }
    }
}
