package io.flowlens.topics;

import io.flowlens.network.verdict.Reach;
import java.util.List;

/**
 * Why a flow was rejected.
 *
 * @param verdict what was found, from a closed set: {@code BLOCKED} (by the causes), {@code NOT_EXPLAINED_BY_RULES},
 *     {@code INDETERMINATE}, {@code UNKNOWN_INTERFACE}
 * @param certainty {@code certain}, {@code likely} or {@code undecided}
 * @param causes every blocker in the order in which AWS meets them
 * @param notes sentences that qualify the answer
 * @param fix the smallest change that lets this traffic through, or null
 */
public record Diagnosis(String verdict, String certainty, List<Cause> causes, List<String> notes, Fix fix) {

    public Diagnosis {
        causes = causes == null ? List.of() : List.copyOf(causes);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** The code of the first blocker, or the verdict where there is none: a closed set, fit for a metric's tag. */
    public String code() {
        return causes.isEmpty() ? verdict : causes.get(0).code();
    }

    /** The same without what would let the traffic through: neither the fix nor the rule that nearly did. */
    public Diagnosis withoutRemedy() {
        List<Cause> bare = causes.stream().map(Cause::withoutNearestMiss).toList();
        return new Diagnosis(verdict, certainty, bare, notes, null);
    }

    /**
     * One blocker.
     *
     * @param code as VPC Reachability Analyzer names it
     * @param componentIds all groups of the interface, or the ACL
     * @param componentNames as many names, empty where there is none
     * @param ruleNumber the ACL entry that decided, 32767 for the final {@code *}; null for groups
     * @param nearestMiss the group rule that came nearest, or null
     * @param text one sentence
     */
    public record Cause(
            String code,
            List<String> componentIds,
            List<String> componentNames,
            Integer ruleNumber,
            NearestMiss nearestMiss,
            String text) {

        private Cause withoutNearestMiss() {
            return new Cause(code, componentIds, componentNames, ruleNumber, null, text);
        }
    }

    /**
     * @param ruleId {@code sgr-} id, or null where it is unknown
     * @param rule the rule, and what did not fit, in words
     * @param failsOn the dimensions on which it did not match: {@code protocol}, {@code port}, {@code source}
     */
    public record NearestMiss(String ruleId, String rule, List<String> failsOn) {}

    /**
     * @param aws commands of the aws tool, to be run in order
     * @param terraform the same as a resource
     * @param opens what else it opens, one for each group and ACL that it changes
     */
    public record Fix(List<String> aws, String terraform, List<Opening> opens) {

        public Fix {
            aws = aws == null ? List.of() : List.copyOf(aws);
            opens = opens == null ? List.of() : List.copyOf(opens);
        }

        public static Fix of(io.flowlens.network.verdict.Fix fix) {
            return new Fix(
                    fix.awsCommands(),
                    fix.terraform(),
                    fix.reach().stream().map(Opening::of).toList());
        }
    }

    /**
     * A fix is made for one packet, and opens more: a group's rule every interface that carries the group, an ACL's entry
     * every subnet behind it. As of the flow's time.
     *
     * @param componentId the group or ACL
     * @param interfaces how many carry the group; null for an ACL
     * @param subnets how many are behind the ACL; null for a group
     * @param text the same in words
     */
    public record Opening(String componentId, Integer interfaces, Integer subnets, String text) {

        private static Opening of(Reach reach) {
            boolean group = reach.scope() == Reach.Scope.INTERFACES;
            return new Opening(
                    reach.componentId(), group ? reach.size() : null, group ? null : reach.size(), reach.toString());
        }
    }
}
