package io.flowlens.network;

import io.flowlens.flowlog.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A network and everything it has been, so that a late flow is judged by the rules of its own time.
 *
 * <p>One thread writes, any number read without locks. Times are epoch milliseconds of when a state was seen.
 */
public final class NetworkHistory {

    private final Map<String, Timeline> timelines = new ConcurrentHashMap<>();
    private final MentionIndex<IpAddress> byAddress = new MentionIndex<>(NetworkHistory::addresses);
    private final MentionIndex<String> byGroup = new MentionIndex<>(NetworkHistory::groups);
    private final MentionIndex<String> bySubnet = new MentionIndex<>(NetworkHistory::subnets);
    private volatile ChangeTimes times = new ChangeTimes();
    private volatile long began = Long.MAX_VALUE;
    private volatile long version;

    /**
     * A time in which nothing changed.
     *
     * @param from first moment, epoch milliseconds
     * @param until first moment after it
     */
    public record Stretch(long from, long until) {

        public boolean covers(long millis) {
            return from <= millis && millis < until;
        }

        Stretch and(Stretch other) {
            return new Stretch(Math.max(from, other.from), Math.min(until, other.until));
        }
    }

    /** Records a state; equal content adds nothing, and a late sighting lands at its own time. */
    public void put(Resource resource, long seenAt) {
        record(resource.id(), seenAt, resource);
    }

    /** Records that the resource was gone; unknown ids are ignored. */
    public void remove(String id, long seenAt) {
        record(id, seenAt, null);
    }

    /** Drops the states that ended before the moment, and resources gone since then. */
    public void forgetBefore(long millis) {
        for (String id : List.copyOf(timelines.keySet())) {
            Timeline old = timelines.get(id);
            replace(id, old, old.since(millis));
        }
        ChangeTimes left = new ChangeTimes(); // whoever reads meanwhile finds the old ones, all of them
        timelines.values().forEach(left::add);
        times = left;
        version = version + 1;
    }

    /** The same history with other states: what the operator makes of each. */
    public NetworkHistory mapped(UnaryOperator<Resource> operator) {
        var mapped = new NetworkHistory();
        timelines.forEach((id, timeline) -> timeline.sightings()
                .forEach(sighting -> mapped.record(
                        id, sighting.seenAt(), sighting.state() == null ? null : operator.apply(sighting.state()))));
        return mapped;
    }

    /** Grows with every change, so that a reader may keep what it derived as long as this stays the same. */
    public long version() {
        return version;
    }

    /**
     * The time around a moment in which the network was the same throughout.
     *
     * @param tolerances by how much things may be taken to be older than they were first seen, in milliseconds
     */
    public Stretch unchangedAround(long millis, long... tolerances) {
        return times.around(millis, tolerances);
    }

    /** When anything was seen first; {@link Long#MAX_VALUE} if nothing ever was. */
    public long began() {
        return began;
    }

    /** The network as it was. */
    public Network asOf(long millis) {
        return new Network(this, millis);
    }

    /** Every state of one resource; an empty timeline if it was never seen. */
    public Timeline timeline(String id) {
        return timelines.getOrDefault(id, Timeline.EMPTY);
    }

    /** Interfaces that hold the address now or did at some time. */
    public Mentions holders(IpAddress address) {
        return byAddress.of(address);
    }

    /** Interfaces that carry the group now or did at some time. */
    public Mentions members(String groupId) {
        return byGroup.of(groupId);
    }

    /** Network ACLs associated with the subnet now or at some time. */
    public Mentions acls(String subnetId) {
        return bySubnet.of(subnetId);
    }

    /** How many resources there are or were. */
    public int size() {
        return timelines.size();
    }

    /** Ids of every resource there is or was. */
    public List<String> ids() {
        return timelines.keySet().stream().sorted().toList();
    }

    /** What changed after {@code from} and up to {@code to} in these resources, oldest first. */
    public List<Change> changesBetween(long from, long to, Collection<String> ids) {
        var changes = new ArrayList<Change>();
        ids.forEach(id -> changes.addAll(timeline(id).changesBetween(from, to)));
        changes.sort(Comparator.comparingLong(Change::seenAt).thenComparing(Change::id));
        return changes;
    }

    private void record(String id, long seenAt, Resource state) {
        began = Math.min(began, seenAt);
        Timeline old = timeline(id);
        replace(id, old, old.with(seenAt, state));
    }

    private void replace(String id, Timeline old, Timeline now) {
        if (now == old) {
            return;
        }
        if (now.sightings().isEmpty()) {
            timelines.remove(id);
        } else {
            timelines.put(id, now);
        }
        byAddress.replace(id, old, now);
        byGroup.replace(id, old, now);
        bySubnet.replace(id, old, now);
        times.add(now);
        version = version + 1;
    }

    private static List<IpAddress> addresses(Resource resource) {
        return resource instanceof NetworkInterface holder ? holder.addresses().all() : List.of();
    }

    private static List<String> groups(Resource resource) {
        return resource instanceof NetworkInterface carrier ? carrier.groupIds() : List.of();
    }

    private static List<String> subnets(Resource resource) {
        return resource instanceof NetworkAcl acl ? List.copyOf(acl.subnetIds()) : List.of();
    }
}
