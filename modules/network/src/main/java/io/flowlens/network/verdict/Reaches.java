package io.flowlens.network.verdict;

import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.SecurityGroup;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what a fix opens, as of the flow's time. How many carry a group is kept as long as it holds. For one thread. */
final class Reaches {

    /** Groups kept; past it all are counted again, which costs time and nothing else. */
    private static final int MAX_GROUPS = 20_000;

    private final NetworkHistory history;
    private final Tolerance tolerance;
    private final Map<String, Kept> members = new HashMap<>();

    private record Kept(int count, Lookup lookup) {}

    Reaches(NetworkHistory history, Tolerance tolerance) {
        this.history = history;
        this.tolerance = tolerance;
    }

    /** One for each group and ACL that the fix changes, in the order of its steps. */
    Fix measured(Fix fix, Facts facts, Window window) {
        var reach = new LinkedHashMap<String, Reach>();
        for (FixStep step : fix.steps()) {
            reach.computeIfAbsent(
                    step.componentId(),
                    id -> step instanceof FixStep.AuthorizeRule ? ofGroup(id, facts, window) : ofAcl(id, facts));
        }
        return new Fix(fix.steps(), List.copyOf(reach.values()));
    }

    private Reach ofGroup(String id, Facts facts, Window window) {
        String name = "";
        for (SecurityGroup group : facts.groups()) {
            name = group.id().equals(id) ? group.name() : name;
        }
        return new Reach(id, name, Reach.Scope.INTERFACES, Math.max(1, carriers(id, window)));
    }

    private static Reach ofAcl(String id, Facts facts) {
        String name = facts.acl().map(NetworkAcl::name).orElse("");
        int subnets = facts.acl().map(acl -> acl.subnetIds().size()).orElse(1);
        return new Reach(id, name, Reach.Scope.SUBNETS, subnets);
    }

    private int carriers(String groupId, Window window) {
        Kept kept = members.get(groupId);
        if (kept == null
                || !kept.lookup().covers(window.start(), window.latest())
                || !kept.lookup().stillHolds()) {
            var lookup = new Lookup(history, window.start(), window.latest(), tolerance);
            kept = new Kept(count(groupId, lookup), lookup);
            if (members.size() >= MAX_GROUPS) {
                members.clear();
            }
            members.put(groupId, kept);
        }
        return kept.count();
    }

    private static int count(String groupId, Lookup lookup) {
        int count = 0;
        for (String id : lookup.read(history -> history.members(groupId)).ids()) {
            if (lookup.findMentioned(NetworkInterface.class, id)
                    .filter(member -> member.groupIds().contains(groupId))
                    .isPresent()) {
                count++;
            }
        }
        return count;
    }
}
