package io.flowlens.topology;

import io.flowlens.network.NetworkHistory;
import io.flowlens.network.Resource;
import io.flowlens.network.RuleChange;
import io.flowlens.network.SecurityGroup;
import io.flowlens.topics.Alert.Change;
import io.flowlens.topics.Inventory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds what changed shortly before something broke, in the very things that reject it. */
final class ChangeFinder {

    /** A change that is older than this is no news when something breaks. */
    static final Duration SHORTLY = Duration.ofHours(1);

    private final Inventory inventory;
    private final NetworkHistory network;
    private final long lag;

    /** @param inventoryLag how long after a change it is seen at the latest */
    ChangeFinder(Inventory inventory, Duration inventoryLag) {
        this.inventory = inventory;
        this.network = inventory.network();
        this.lag = inventoryLag.toMillis();
    }

    /** The newest change before the rejects began; null when there was none, or when strangers knock. */
    Change before(RejectFold fold) {
        if (!fold.subject().isOfOnePair()) {
            return null;
        }
        List<String> ids = new ArrayList<>();
        fold.diagnosis().causes().forEach(cause -> ids.addAll(cause.componentIds()));
        if (fold.place().interfaceId() != null) {
            ids.add(fold.place().interfaceId());
        }
        long begin = fold.startMillis();
        return network.changesBetween(begin - SHORTLY.toMillis(), begin + lag, ids).stream()
                .filter(change -> change.before().isPresent() && canBlock(change))
                .reduce((older, newer) -> newer)
                .map(ChangeFinder::told)
                .map(this::withCalls)
                .orElse(null);
    }

    /** With who made it, as far as that is known by now. */
    Change withCalls(Change change) {
        return change.with(inventory.callsOf(change.resourceId(), change.seenAt()));
    }

    /** A group only allows: one more rule of it cannot have blocked anything. */
    private static boolean canBlock(io.flowlens.network.Change change) {
        boolean group = change.before().filter(SecurityGroup.class::isInstance).isPresent();
        return !group || change.after().isEmpty() || !change.rules().stream().allMatch(RuleChange::added);
    }

    private static Change told(io.flowlens.network.Change change) {
        String name = change.after().or(change::before).map(Resource::name).orElse("");
        return new Change(
                change.id(),
                name.isEmpty() ? null : name,
                change.seenAt(),
                change.rules().stream().map(RuleChange::toString).toList());
    }
}
