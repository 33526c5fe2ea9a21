package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.network.AclConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A network ACL; it begins with the two entries that deny the rest. */
final class NetworkAcl {

    private final String id;
    private final boolean isDefault;
    private final List<AclRule> rules = new ArrayList<>();

    NetworkAcl(String id, boolean isDefault) {
        this.id = id;
        this.isDefault = isDefault;
        add(AclRule.denyAll(true));
        add(AclRule.denyAll(false));
        if (isDefault) {
            add(AclRule.allowAll(true));
            add(AclRule.allowAll(false));
        }
    }

    String id() {
        return id;
    }

    boolean isDefault() {
        return isDefault;
    }

    /** Outbound rules first, each direction by number. */
    List<AclRule> rules() {
        return rules;
    }

    void add(AclRule rule) {
        rules.add(rule);
        rules.sort(Comparator.comparing((AclRule each) -> !each.egress()).thenComparing(AclRule::number));
    }

    Optional<AclRule> find(int number, boolean egress) {
        return rules.stream()
                .filter(rule -> rule.number() == number && rule.egress() == egress)
                .findFirst();
    }

    void remove(AclRule rule) {
        rules.remove(rule);
    }

    AclConfig config() {
        return new AclConfig(id, rules.stream().map(AclRule::entry).toList());
    }
}
