package io.flowlens.provisioner.inventory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.flowlens.provisioner.AwsCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;

/**
 * The entries of prefix lists, read again only when they may have changed.
 *
 * <p>A customer's list counts its versions. AWS's own lists have no version and change without a word, about weekly, so
 * they are read every ten minutes: each costs a call of its own, and every region has several.
 */
final class PrefixListEntries {

    private static final int PAGE = 100;
    private static final Duration UNVERSIONED = Duration.ofMinutes(10);

    private record Known(Long version, String state, Instant readAt, ArrayNode entries) {}

    private final Clock clock;
    private final Map<String, Known> known = new HashMap<>();

    PrefixListEntries(Clock clock) {
        this.clock = clock;
    }

    ArrayNode of(Ec2Client ec2, ManagedPrefixList list) {
        Known before = known.get(list.prefixListId());
        if (before == null || stale(before, list)) {
            before = new Known(list.version(), list.stateAsString(), clock.instant(), read(ec2, list.prefixListId()));
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

    private static ArrayNode read(Ec2Client ec2, String id) {
        return AwsCall.of(
                "read the entries of prefix list " + id,
                () ->
                        AwsJson.of(ec2
                                .getManagedPrefixListEntriesPaginator(
                                        get -> get.prefixListId(id).maxResults(PAGE))
                                .entries()
                                .stream()
                                .toList()));
    }
}
