package io.flowlens.provisioner.inventory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;

/**
 * The entries of prefix lists, read again only when they may have changed.
 *
 * <p>A customer's list counts its versions. AWS's own lists have no version and change without a word, about weekly, so
 * they are read every ten minutes: each costs a call of its own, and every region has several.
 */
final class PrefixListEntries {

    private static final Duration UNVERSIONED = Duration.ofMinutes(10);

    private record Known(Long version, String state, Instant readAt, ArrayNode entries) {}

    private final Clock clock;
    private final Function<String, ArrayNode> read;
    private final Map<String, Known> known = new HashMap<>();

    /** @param read asks AWS for the entries of the list with that id */
    PrefixListEntries(Clock clock, Function<String, ArrayNode> read) {
        this.clock = clock;
        this.read = read;
    }

    ArrayNode of(ManagedPrefixList list) {
        Known before = known.get(list.prefixListId());
        if (before == null || stale(before, list)) {
            ArrayNode entries = read.apply(list.prefixListId());
            before = new Known(list.version(), list.stateAsString(), clock.instant(), entries);
            known.put(list.prefixListId(), before);
        }
        return before.entries();
    }

    void keepOnly(Collection<String> ids) {
        known.keySet().retainAll(ids);
    }

    private boolean stale(Known before, ManagedPrefixList list) {
        if (!Objects.equals(before.version(), list.version())
                || !Objects.equals(before.state(), list.stateAsString())) {
            return true;
        }
        return list.version() == null && before.readAt().plus(UNVERSIONED).isBefore(clock.instant());
    }
}
