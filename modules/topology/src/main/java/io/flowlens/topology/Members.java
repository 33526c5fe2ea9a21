package io.flowlens.topology;

import io.flowlens.topics.Alert.Member;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who of a group that shares an alert was rejected: at most {@value #MOST}, the one not rejected for longest makes room. So a
 * machine that its group has replaced does not stay for ever.
 */
final class Members {

    static final int MOST = 64;

    private final Map<String, Member> byAddress = new LinkedHashMap<>();

    void add(Member member) {
        byAddress.merge(member.address(), member, Members::joined);
        if (byAddress.size() > MOST) {
            byAddress.values().stream()
                    .min(Comparator.comparingLong(Member::lastSeen))
                    .ifPresent(longest -> byAddress.remove(longest.address()));
        }
    }

    void addAll(List<Member> members) {
        members.forEach(this::add);
    }

    List<Member> list() {
        return List.copyOf(byAddress.values());
    }

    private static Member joined(Member one, Member other) {
        return new Member(
                other.id(), other.address(), Math.max(one.lastSeen(), other.lastSeen()), one.flows() + other.flows());
    }
}
