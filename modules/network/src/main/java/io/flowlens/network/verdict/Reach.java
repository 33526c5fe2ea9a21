package io.flowlens.network.verdict;

import static java.util.Objects.requireNonNull;

/**
 * How far a fix reaches beyond the packet it was made for: a rule added to a group opens every interface that carries it,
 * an entry added to an ACL every subnet behind it.
 *
 * @param componentId the group or ACL that the fix changes
 * @param componentName empty when it has none
 * @param size how many interfaces or subnets, the one in question included
 */
public record Reach(String componentId, String componentName, Scope scope, int size) {

    /** What is counted. */
    public enum Scope {
        INTERFACES,
        SUBNETS
    }

    public Reach {
        requireNonNull(componentId, "componentId");
        requireNonNull(componentName, "componentName");
        requireNonNull(scope, "scope");
    }

    /** {@code the only interface of sg-0a (web)}, {@code all 3 interfaces of sg-0a (web)}. */
    @Override
    public String toString() {
        String of = " of " + new Cause.Component(componentId, componentName);
        String one = scope == Scope.INTERFACES ? "interface" : "subnet";
        return size == 1 ? "the only " + one + of : "all " + size + " " + one + "s" + of;
    }
}
