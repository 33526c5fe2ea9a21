package io.flowlens.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.PlannedChange;
import io.flowlens.network.PlannedChange.Edit;
import io.flowlens.network.RuleChange;
import io.flowlens.topics.SafeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A change as Terraform plans it: what {@code terraform show -json} prints of a plan.
 *
 * <p>Of each resource the rules before are held against the rules after. What is known only after apply, and what changes who
 * carries a group or which ACL a subnet has, is said in the notes.
 */
public final class TerraformPlan implements ChangedNetwork {

    private static final Set<String> NOT_FOLLOWED = Set.of(
            "aws_network_interface_sg_attachment",
            "aws_network_acl_association",
            "aws_ec2_managed_prefix_list",
            "aws_ec2_managed_prefix_list_entry");

    private final List<Wish> wishes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private TerraformPlan() {}

    /**
     * Reads a plan.
     *
     * @throws WhatIfException when it is none, or of a later format
     */
    public static TerraformPlan read(Path file) {
        JsonNode json = ChangesFile.tree(file);
        String version = json.path("format_version").asText();
        if (!json.path("resource_changes").isArray() && !json.has("planned_values")) {
            throw new WhatIfException(file + " is no plan: give what 'terraform show -json PLAN' prints");
        }
        if (!version.startsWith("0.") && !version.startsWith("1.")) {
            throw new WhatIfException(
                    "%s is of format_version %s; 0 and 1 are known".formatted(file, SafeText.of(version)));
        }
        var plan = new TerraformPlan();
        json.path("resource_changes").forEach(plan::read);
        if (plan.wishes.isEmpty()) {
            plan.notes.add("the plan changes no rule of a group or ACL that exists");
        }
        return plan;
    }

    @Override
    public NetworkHistory of(NetworkHistory recorded) {
        var edits = new ArrayList<Edit>();
        for (Wish wish : wishes) {
            try {
                edits.add(wish.in(recorded));
            } catch (WhatIfException e) {
                notes.add(e.getMessage() + ": left out"); // the plan was made from another state than was recorded
            }
        }
        return new PlannedChange(edits).in(recorded);
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private void read(JsonNode resource) {
        JsonNode change = resource.path("change");
        String address = SafeText.of(resource.path("address").asText("a resource"));
        boolean changes = false;
        for (JsonNode action : change.path("actions")) {
            changes |= Set.of("create", "update", "delete").contains(action.asText());
        }
        if (changes && !"data".equals(resource.path("mode").asText())) {
            var before = PlannedValue.known(change.path("before"));
            var after = new PlannedValue(change.path("after"), change.path("after_unknown"));
            try {
                read(address, resource.path("type").asText(), before, after);
            } catch (IllegalArgumentException e) {
                throw new WhatIfException("%s: makes no sense: %s".formatted(address, e.getMessage()), e);
            }
        }
    }

    private void read(String address, String type, PlannedValue before, PlannedValue after) {
        switch (type) {
            case "aws_security_group", "aws_default_security_group" -> group(address, before, after);
            case "aws_security_group_rule" -> compare(address, "security_group_id", before, after, PlannedRules::block);
            case "aws_vpc_security_group_ingress_rule" ->
                compare(
                        address,
                        "security_group_id",
                        before,
                        after,
                        (rule, id) -> PlannedRules.single(rule, false, id));
            case "aws_vpc_security_group_egress_rule" ->
                compare(address, "security_group_id", before, after, (rule, id) -> PlannedRules.single(rule, true, id));
            case "aws_network_acl", "aws_default_network_acl" -> acl(address, before, after);
            case "aws_network_acl_rule" ->
                compare(
                        address,
                        "network_acl_id",
                        before,
                        after,
                        (rule, id) -> PlannedEntries.single(rule, what -> tellUnknown(address, what)));
            case "aws_instance" -> tellIfOther(address, "vpc_security_group_ids", before, after);
            case "aws_network_interface" -> tellIfOther(address, "security_groups", before, after);
            default -> {
                if (NOT_FOLLOWED.contains(type)) {
                    notes.add(address + " is not followed: it changes who a rule is about");
                }
            }
        }
    }

    /** The rules of a resource, which belong to the group or ACL of that id. */
    private interface Rules {

        Set<RuleChange> of(PlannedValue resource, String componentId);
    }

    private void group(String address, PlannedValue before, PlannedValue after) {
        if (!after.isSet()) {
            notes.add(address + " is destroyed: what its interfaces carry instead is not in the plan's rules");
        }
        for (String direction : List.of("ingress", "egress")) {
            if (after.field(direction).isUnknown() && before.isSet()) {
                notes.add("%s: its %s rules are known only after apply: flows they may let through are undecided"
                        .formatted(address, direction));
            }
        }
        compare(address, "id", before, after, PlannedRules::inline);
    }

    private void acl(String address, PlannedValue before, PlannedValue after) {
        if (before.isSet()) {
            tellIfOther(address, "subnet_ids", before, after);
        }
        compare(
                address,
                "id",
                before,
                after,
                (acl, id) -> PlannedEntries.inline(acl, what -> tellUnknown(address, what)));
    }

    /** What was there and will not be is removed, what was not and will be is added. */
    private void compare(String address, String idField, PlannedValue before, PlannedValue after, Rules rules) {
        String was = before.isSet() ? before.field(idField).text() : "";
        String will = after.isSet() && !after.field(idField).isUnknown()
                ? after.field(idField).text()
                : "";
        if (was.isEmpty() && will.isEmpty()) {
            notes.add(address + " is new, or belongs to something new: no recorded flow met it");
            return;
        }
        // A replaced group or ACL is taken to go to those who have the old one.
        String successor = will.isEmpty() ? was : will;
        Set<RuleChange> old = was.isEmpty() ? Set.of() : rules.of(before, was);
        Set<RuleChange> fresh = after.isSet() ? rules.of(after, successor) : Set.of();
        if (after.isSet() && will.isEmpty()) {
            notes.add("%s is replaced: what has %s is taken to get the new one".formatted(address, was));
        }
        boolean moved = !was.equals(successor);
        without(old, moved ? Set.of() : fresh).forEach(rule -> wish(address, was, rule, false));
        without(fresh, moved ? Set.of() : old).forEach(rule -> {
            if (PlannedRules.namesAnybody(rule)) {
                notes.add("%s: whom %s is about is known only after apply: flows it may let through are undecided"
                        .formatted(address, rule.rule().traffic()));
            }
            wish(address, successor, rule, true);
        });
    }

    private void wish(String address, String componentId, RuleChange rule, boolean added) {
        wishes.add(new Wish.Rule(address, new Edit(componentId, new RuleChange(added, rule.outbound(), rule.rule()))));
    }

    private void tellUnknown(String address, String what) {
        notes.add("%s: %s is known only after apply: left out".formatted(address, what));
    }

    private void tellIfOther(String address, String field, PlannedValue before, PlannedValue after) {
        if (!before.field(field).value().equals(after.field(field).value())) {
            notes.add("%s: the change of its %s is not followed".formatted(address, field));
        }
    }

    private static Set<RuleChange> without(Set<RuleChange> rules, Set<RuleChange> others) {
        var left = new LinkedHashSet<>(rules);
        left.removeAll(others);
        return left;
    }
}
