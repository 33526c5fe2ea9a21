package io.flowlens.whatif;

import io.flowlens.flowlog.Cidr;
import io.flowlens.network.AclEntry;
import io.flowlens.network.RuleChange;
import io.flowlens.network.Traffic;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads entries of network ACLs as Terraform's AWS provider writes them. */
final class PlannedEntries {

    private PlannedEntries() {}

    /**
     * The entries that stand in the ACL itself.
     *
     * @param unknown hears of each that cannot be told yet
     */
    static Set<RuleChange> inline(PlannedValue acl, Consumer<String> unknown) {
        var entries = new LinkedHashSet<RuleChange>();
        for (boolean egress : new boolean[] {false, true}) {
            for (PlannedValue block : acl.field(egress ? "egress" : "ingress").elements()) {
                entry(block, egress, "rule_no", "action", unknown).ifPresent(entries::add);
            }
        }
        return entries;
    }

    /** {@code aws_network_acl_rule}. */
    static Set<RuleChange> single(PlannedValue rule, Consumer<String> unknown) {
        return entry(rule, rule.field("egress").isTrue(), "rule_number", "rule_action", unknown)
                .map(Set::of)
                .orElse(Set.of());
    }

    private static Optional<RuleChange> entry(
            PlannedValue entry, boolean egress, String number, String action, Consumer<String> unknown) {
        PlannedValue v4 = entry.field("cidr_block");
        PlannedValue v6 = entry.field("ipv6_cidr_block");
        PlannedValue cidr = v4.isSet() && !v4.isUnknown() || !v6.isSet() ? v4 : v6;
        for (PlannedValue needed : new PlannedValue[] {
            cidr,
            entry.field(number),
            entry.field(action),
            entry.field("protocol"),
            entry.field("from_port"),
            entry.field("to_port")
        }) {
            if (needed.isUnknown()) {
                unknown.accept((egress ? "outbound" : "inbound") + " entry "
                        + entry.field(number).text());
                return Optional.empty();
            }
        }
        var rule = new AclEntry(
                entry.field(number).number(0),
                egress,
                "allow".equalsIgnoreCase(entry.field(action).text()),
                traffic(entry),
                Cidr.parse(cidr.text()));
        return Optional.of(new RuleChange(true, egress, rule));
    }

    private static Traffic traffic(PlannedValue entry) {
        int protocol = PlannedRules.number(entry.field("protocol").text());
        return Traffic.isIcmp(protocol)
                ? new Traffic(
                        protocol,
                        entry.field("icmp_type").number(-1),
                        entry.field("icmp_code").number(-1))
                : new Traffic(
                        protocol,
                        entry.field("from_port").number(-1),
                        entry.field("to_port").number(-1));
    }
}
