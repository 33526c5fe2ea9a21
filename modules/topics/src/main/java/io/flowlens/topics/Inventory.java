package io.flowlens.topics;

import io.flowlens.flowlog.Format;
import io.flowlens.network.NetworkHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.header.Headers;

/**
 * What {@code vpc.inventory} says, folded into memory: the network with its history, and the formats of its flow logs.
 *
 * <p>One thread applies records, any number read. Made by {@link #keeping}, it forgets what has not held for long; what was in
 * force within that time, reckoned back from the newest record, stays, so a flow that is late by less is judged as ever.
 */
public final class Inventory {

    /** Of a network that sets no marks, nothing is known to be missing. */
    public static final long WITHOUT_MARKS = Long.MAX_VALUE;

    /** How long a state that no longer holds is kept, here and in the topic. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** Records between two sweeps, or as many as there are resources: a record costs the same in any network. */
    static final int SWEEP_EVERY = 1_000;

    /** One account in one region, described as one. */
    private record Scope(String account, String region) {}

    private final NetworkHistory network = new NetworkHistory();
    private final LogGroupFormats formats = new LogGroupFormats();
    private final Map<String, Scope> interfaces = new ConcurrentHashMap<>();
    private final ChangeCalls calls = new ChangeCalls();
    private final Map<Scope, Long> reached = new ConcurrentHashMap<>();
    private final long kept;
    private long newest = Long.MIN_VALUE;
    private int sinceSweep;

    /** Forgets nothing. */
    public Inventory() {
        this.kept = Long.MAX_VALUE;
    }

    private Inventory(Duration kept) {
        this.kept = kept.toMillis();
    }

    /** For a process that runs for long. */
    public static Inventory keeping(Duration kept) {
        return new Inventory(kept);
    }

    public NetworkHistory network() {
        return network;
    }

    /**
     * Takes in a record of the topic.
     *
     * @throws IllegalArgumentException when it makes no sense; what was known before stays
     */
    public void apply(String key, byte[] value, Headers headers, long timestamp) {
        Optional<InventoryMark> mark = InventoryMark.of(value, headers);
        Optional<InventoryHint> hint = InventoryHint.of(value, headers);
        mark.ifPresent(read -> reached.merge(new Scope(read.account(), read.region()), read.reached(), Math::max));
        hint.ifPresent(calls::add);
        if (mark.isEmpty() && hint.isEmpty()) {
            apply(InventoryRecord.of(key, value, headers, timestamp));
        }
    }

    /** The calls that made a change, oldest first; empty where CloudTrail has none, or is not asked. */
    public List<Alert.Call> callsOf(String resourceId, long seenAt) {
        return calls.of(resourceId, seenAt);
    }

    /** Grows when calls become known. */
    public long callsVersion() {
        return calls.version();
    }

    /** @throws IllegalArgumentException when the record makes no sense; what was known before stays */
    public void apply(InventoryRecord record) {
        if (record.type() == InventoryType.NETWORK_INTERFACE && record.account() != null && record.region() != null) {
            interfaces.put(record.id(), new Scope(record.account(), record.region()));
        }
        if (record.type() == InventoryType.FLOW_LOG) {
            formats.apply(record);
        } else if (record.gone()) {
            network.remove(record.id(), record.seenAt());
        } else {
            InventoryJson.resource(record.type(), record.json())
                    .ifPresent(resource -> network.put(resource, record.seenAt()));
        }
        sweep(record.seenAt());
    }

    /** By the time of the records, not by a clock: who reads them again forgets the same. */
    private void sweep(long seenAt) {
        newest = Math.max(newest, seenAt);
        sinceSweep++;
        if (kept < Long.MAX_VALUE && sinceSweep >= Math.max(SWEEP_EVERY, network.size())) {
            sinceSweep = 0;
            network.forgetBefore(newest - kept);
            formats.forgetBefore(newest - kept);
            interfaces.keySet().removeIf(this::isForgotten);
            calls.removeIf(this::isForgotten);
        }
    }

    private boolean isForgotten(String id) {
        return network.timeline(id).firstSeen() == Long.MAX_VALUE;
    }

    /**
     * Up to when the network of an interface has been read, epoch milliseconds.
     *
     * @param account where the interface is not known, and may be yet to come
     * @param region of that account
     * @return {@link #WITHOUT_MARKS} when nobody sets marks for that network
     */
    public long reached(String interfaceId, String account, String region) {
        Scope scope = interfaceId == null ? null : interfaces.get(interfaceId);
        if (scope == null && account != null && region != null) {
            scope = new Scope(account, region);
        }
        return scope == null ? WITHOUT_MARKS : reached.getOrDefault(scope, WITHOUT_MARKS);
    }

    /**
     * The formats that flow logs write to the log group; several flow logs may share it.
     *
     * @param time of the flows, epoch milliseconds: a flow log that was created later, or was gone, did not write them;
     *     {@link FlowLogHeaders#UNKNOWN} for all formats there ever were
     */
    public List<Format> formatsOf(String logGroup, long time) {
        return formats.of(logGroup, time);
    }
}
