package io.flowlens.network.verdict;

import static java.util.Objects.requireNonNull;

import io.flowlens.network.SecurityGroupRule;
import java.util.List;

/**
 * The rule that came nearest to allowing the packet.
 *
 * @param groupId the group that holds it
 * @param failed what did not fit, in the order of {@link Dimension}
 */
public record NearestMiss(String groupId, SecurityGroupRule rule, List<Dimension> failed, String text) {

    public NearestMiss {
        requireNonNull(groupId, "groupId");
        requireNonNull(rule, "rule");
        failed = List.copyOf(failed);
        requireNonNull(text, "text");
    }
}
