package io.flowlens.network.verdict;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Traffic;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the accepted flows of each interface, as far as a fixed amount of memory goes: 16 bytes for a flow. Within
 * an interface what is forgotten depends on its own flows alone, so the same records give the same answers. For one
 * thread.
 *
 * <p>Requests and replies may arrive in any order: {@link #add} every accept of a batch before its rejects are judged.
 */
public final class RecentFlows implements AcceptedFlows {

    /** Records may be off by a window's rounding: 60 s on Nitro instances. */
    private static final long SLACK_SECONDS = 60;

    private final Map<String, ConnectionTable> byInterface;
    private final int flowsPerInterface;
    /** Flows come in batches of one interface: the one asked about last, and what is remembered of it. */
    private String lastId = "";

    private ConnectionTable last;

    /**
     * @param interfaces how many are remembered; past it the one not asked about for longest is forgotten
     * @param flowsPerInterface a power of two, 16 or more
     */
    public RecentFlows(int interfaces, int flowsPerInterface) {
        if (flowsPerInterface < ConnectionTable.SMALLEST || Integer.bitCount(flowsPerInterface) != 1) {
            throw new IllegalArgumentException("flows per interface: %d is no power of two from %d up"
                    .formatted(flowsPerInterface, ConnectionTable.SMALLEST));
        }
        this.flowsPerInterface = flowsPerInterface;
        this.byInterface = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ConnectionTable> eldest) {
                return size() > interfaces;
            }
        };
    }

    /** Remembers an accepted flow, unless it is the answer to one that is remembered already. */
    public void add(FlowRecord flow) {
        String interfaceId = flow.interfaceId();
        if (interfaceId == null || flow.protocol() < 0 || flow.startSeconds() < 0) {
            return;
        }
        ConnectionTable connections = connections(interfaceId);
        if (connections == null) {
            connections = new ConnectionTable(flowsPerInterface);
            byInterface.put(interfaceId, connections);
            last = connections;
        }
        int start = seconds(flow.startSeconds());
        int end = seconds(Math.max(flow.startSeconds(), flow.endSeconds()));
        long opposite = oppositeKey(flow);
        int request = connections.find(opposite);
        if (TcpFlags.answers(flow) || (request >= 0 && isAnswer(flow, start, connections.first(request)))) {
            connections.extend(request, end);
            return;
        }
        if (request >= 0) {
            start = Math.min(start, connections.first(request));
            connections.remove(request);
        }
        connections.put(key(flow), start, end);
    }

    @Override
    public Tracking requestOf(FlowRecord flow) {
        String interfaceId = flow.interfaceId();
        ConnectionTable connections = interfaceId == null ? null : connections(interfaceId);
        int request = connections == null ? ConnectionTable.NONE : connections.find(oppositeKey(flow));
        if (request < 0 || connections.first(request) > flow.endSeconds()) {
            return Tracking.NONE;
        }
        long idle = flow.startSeconds() - connections.last(request) - SLACK_SECONDS;
        return idle * 1000 <= IdleTimeout.millis(flow.protocol()) ? Tracking.TRACKED : Tracking.EXPIRED;
    }

    /** Null where nothing is remembered. Who is asked about again and again stays the newest without being moved. */
    private ConnectionTable connections(String interfaceId) {
        if (!interfaceId.equals(lastId)) {
            lastId = interfaceId;
            last = byInterface.get(interfaceId);
        }
        return last;
    }

    /** Of two opposite flows the earlier is the request; of two that start together, the one to the lower port. */
    private static boolean isAnswer(FlowRecord flow, int start, int requestStart) {
        if (start != requestStart || !Traffic.hasPorts(flow.protocol())) {
            return start >= requestStart;
        }
        return flow.destinationPort() >= flow.sourcePort();
    }

    private static int seconds(long unix) {
        return (int) Math.min(unix, Integer.MAX_VALUE);
    }

    private static long key(FlowRecord flow) {
        long source = mixed(flow.sourceHigh(), flow.sourceLow(), flow.sourcePort());
        long destination = mixed(flow.destinationHigh(), flow.destinationLow(), flow.destinationPort());
        return mixed(source, destination, flow.protocol());
    }

    private static long oppositeKey(FlowRecord flow) {
        long source = mixed(flow.sourceHigh(), flow.sourceLow(), flow.sourcePort());
        long destination = mixed(flow.destinationHigh(), flow.destinationLow(), flow.destinationPort());
        return mixed(destination, source, flow.protocol());
    }

    /** Spreads three numbers over 64 bits (the finalizer of SplitMix64). */
    private static long mixed(long first, long second, long third) {
        long hash = first * 0x9e3779b97f4a7c15L + Long.rotateLeft(second, 32) * 0xc2b2ae3d27d4eb4fL + third;
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
