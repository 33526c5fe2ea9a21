package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.ArrayList;
import java.util.List;

/** The rules of security groups: authorizing, revoking, changing and listing them. */
final class SecurityGroupRules {

    private static final int MAX_PER_DIRECTION = 60;
    private static final Listing LISTING = new Listing(
            ResourceType.SECURITY_GROUP_RULE,
            "securityGroupRuleSet",
            Filters.of("group-id", "groupId", "security-group-rule-id", "securityGroupRuleId"));

    private final Vpc vpc;
    private final SecurityGroups groups;
    private final PrefixLists prefixLists;
    private final PermissionParser parser;

    SecurityGroupRules(Vpc vpc, SecurityGroups groups, PrefixLists prefixLists) {
        this.vpc = vpc;
        this.groups = groups;
        this.prefixLists = prefixLists;
        this.parser = new PermissionParser(name -> groups.byName(name).id());
    }

    void register(Service service) {
        service.on("DescribeSecurityGroupRules", DryRun.of(params -> LISTING.answer(describeAll(), params)))
                .on("AuthorizeSecurityGroupIngress", DryRun.of(params -> authorize(params, false)))
                .on("AuthorizeSecurityGroupEgress", DryRun.of(params -> authorize(params, true)))
                .on("RevokeSecurityGroupIngress", DryRun.of(params -> revoke(params, false)))
                .on("RevokeSecurityGroupEgress", DryRun.of(params -> revoke(params, true)))
                .on("ModifySecurityGroupRules", DryRun.of(this::modify))
                .on("UpdateSecurityGroupRuleDescriptionsIngress", DryRun.of(params -> redescribe(params, false)))
                .on("UpdateSecurityGroupRuleDescriptionsEgress", DryRun.of(params -> redescribe(params, true)));
    }

    private Tree authorize(Params params, boolean egress) {
        SecurityGroup group = groups.named(params);
        List<SecurityGroupRule> wanted = parser.rules(params, egress);
        if (wanted.isEmpty()) {
            throw AwsException.badRequest(
                    "MissingParameter", "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.");
        }
        requireNew(group, wanted, egress);
        wanted.forEach(rule -> requirePeer(rule.peer()));
        List<SecurityGroupRule> rules = wanted.stream()
                .map(rule -> rule.withId(vpc.newId(ResourceType.SECURITY_GROUP_RULE)))
                .toList();
        group.rules().addAll(rules);
        rules.forEach(rule -> vpc.tags().tag(rule.id(), params));
        groups.publish(group);
        return Tree.of("return", true, "securityGroupRuleSet", described(group, rules));
    }

    private static void requireNew(SecurityGroup group, List<SecurityGroupRule> rules, boolean egress) {
        for (int i = 0; i < rules.size(); i++) {
            SecurityGroupRule rule = rules.get(i);
            boolean twice = rules.subList(0, i).stream().anyMatch(rule::sameAs);
            if (twice || group.twinOf(rule).isPresent()) {
                throw AwsException.badRequest(
                        "InvalidPermission.Duplicate", "the specified rule \"" + rule.spelled() + "\" already exists");
            }
        }
        long present =
                group.rules().stream().filter(rule -> rule.egress() == egress).count();
        if (present + rules.size() > MAX_PER_DIRECTION) {
            throw AwsException.badRequest(
                    "RulesPerSecurityGroupLimitExceeded",
                    "The maximum number of rules per security group has been reached.");
        }
    }

    private void requirePeer(RulePeer peer) {
        switch (peer.kind()) {
            case GROUP -> groups.named(peer.value());
            case PREFIX_LIST -> prefixLists.named(peer.value());
            case IPV4, IPV6 -> {}
        }
    }

    private Tree revoke(Params params, boolean egress) {
        SecurityGroup group = groups.named(params);
        List<SecurityGroupRule> doomed = new ArrayList<>();
        for (String id : params.texts("SecurityGroupRuleId")) {
            doomed.add(ruleOf(group, id, egress));
        }
        for (SecurityGroupRule rule : parser.rules(params, egress)) {
            doomed.add(group.twinOf(rule).orElseThrow(SecurityGroupRules::noSuchPermission));
        }
        List<Tree> revoked = described(group, doomed);
        group.rules().removeAll(doomed);
        doomed.forEach(rule -> vpc.tags().forget(rule.id()));
        groups.publish(group);
        return Tree.of("return", true, "revokedSecurityGroupRuleSet", revoked);
    }

    private static AwsException noSuchPermission() {
        return AwsException.badRequest(
                "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
    }

    private static SecurityGroupRule ruleOf(SecurityGroup group, String id, boolean egress) {
        return group.rules().stream()
                .filter(rule -> rule.id().equals(id) && rule.egress() == egress)
                .findFirst()
                .orElseThrow(() -> ResourceType.SECURITY_GROUP_RULE.missing(id));
    }

    private Tree modify(Params params) {
        SecurityGroup group = groups.named(params);
        List<SecurityGroupRule> changed = new ArrayList<>(group.rules());
        for (Params update : params.structures("SecurityGroupRule")) {
            String id = update.required("SecurityGroupRuleId");
            SecurityGroupRule old = changed.stream()
                    .filter(rule -> rule.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> ResourceType.SECURITY_GROUP_RULE.missing(id));
            SecurityGroupRule now = PermissionParser.replacement(old, update.structure("SecurityGroupRule"));
            requirePeer(now.peer());
            changed.set(changed.indexOf(old), now);
        }
        return replaced(group, changed);
    }

    /** Changes the descriptions of rules that are named by their permissions. */
    private Tree redescribe(Params params, boolean egress) {
        SecurityGroup group = groups.named(params);
        List<SecurityGroupRule> changed = new ArrayList<>(group.rules());
        for (SecurityGroupRule wanted : parser.rules(params, egress)) {
            SecurityGroupRule old = group.twinOf(wanted).orElseThrow(SecurityGroupRules::noSuchPermission);
            changed.set(
                    changed.indexOf(old),
                    new SecurityGroupRule(old.id(), egress, old.traffic(), old.peer(), wanted.description()));
        }
        return replaced(group, changed);
    }

    private Tree replaced(SecurityGroup group, List<SecurityGroupRule> rules) {
        group.rules().clear();
        group.rules().addAll(rules);
        groups.publish(group);
        return Tree.of("return", true);
    }

    private List<Tree> describeAll() {
        return groups.all().stream()
                .flatMap(group -> described(group, group.rules()).stream())
                .toList();
    }

    private List<Tree> described(SecurityGroup group, List<SecurityGroupRule> rules) {
        return rules.stream().map(rule -> rule.describe(vpc, group.id())).toList();
    }
}
