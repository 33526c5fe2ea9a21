package io.flowlens.benchmarks.input;

import java.util.Random;

/**
 * What the interfaces of an estate see, the same for the same seed. Of ten flows one is rejected: mostly a stranger who
 * tries a port, else one of two neighbours who try again and again at a port that no rule opens. The others are requests and their answers.
 */
public final class Traffic {

    /** Unix seconds of the first flow. */
    public static final long BEGIN = 1_790_000_000L;

    public static final int TCP = 6;
    public static final int UDP = 17;

    private static final int REJECT_PERCENT = 10;
    private static final int STRANGERS_PERCENT = 70;
    private static final int DNS_PERCENT = 8;
    private static final int DNS = 53;
    private static final int STRANGERS = 20_000;
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int[] TRIED = {22, 23, 445, 1433, 3389, 5900};
    private static final int[] BROKEN = {5432, 6379, 3306};

    private final Estate estate;
    private final Random random;
    private final Zipf peers;
    private final Zipf strangers = new Zipf(STRANGERS);
    private Flow pending;
    private long start = BEGIN;

    public Traffic(Estate estate, long seed) {
        this.estate = estate;
        this.random = new Random(seed);
        this.peers = new Zipf(estate.interfaces());
    }

    /** Moves the clock. */
    public void at(long startSeconds) {
        start = startSeconds;
    }

    /** Whether the answer to the last request is still to come; it is the next flow of the same interface. */
    public boolean owesAnswer() {
        return pending != null;
    }

    /** The next flow that the interface sees; an answer comes right behind its request. */
    public Flow next(int nic) {
        if (pending != null && pending.nic() == nic) {
            Flow reply = pending;
            pending = null;
            return reply;
        }
        if (random.nextInt(100) < rejectPercent()) {
            return rejected(nic);
        }
        Flow request = accepted(nic);
        pending = request.reply();
        return request;
    }

    /** Where a request is drawn its answer follows, so that rejects have to be drawn more often to be one in ten. */
    private static int rejectPercent() {
        return 200 * REJECT_PERCENT / (100 + REJECT_PERCENT);
    }

    private Flow rejected(int nic) {
        if (random.nextInt(100) < STRANGERS_PERCENT) {
            int port = TRIED[random.nextInt(TRIED.length)];
            return inbound(nic, TCP, Estate.stranger(strangers.next(random)), port, true);
        }
        return brokenPath(nic);
    }

    /** A neighbour who is turned away at a port that no rule opens. */
    public Flow brokenPath(int nic) {
        int neighbour = (nic + 1 + random.nextInt(2)) % estate.interfaces();
        return inbound(nic, TCP, estate.address(neighbour), BROKEN[nic % BROKEN.length], true);
    }

    private Flow accepted(int nic) {
        if (random.nextInt(100) < DNS_PERCENT) {
            return inbound(nic, UDP, estate.address(peer(nic)), DNS, false);
        }
        int port = Estate.FIRST_PORT + random.nextInt(Estate.OWN_RULES - 1);
        return inbound(nic, TCP, estate.address(peer(nic)), port, false);
    }

    private Flow inbound(int nic, int protocol, int peer, int port, boolean rejected) {
        Endpoint source = new Endpoint(peer, FIRST_EPHEMERAL + random.nextInt(28_000));
        Endpoint destination = new Endpoint(estate.address(nic), port);
        int packets = rejected ? 1 + random.nextInt(3) : 1 + random.nextInt(1 << 1 + random.nextInt(12));
        return new Flow(nic, protocol, source, destination, packets, start + random.nextInt(60), false, rejected);
    }

    private int peer(int nic) {
        int peer = (nic + 1 + peers.next(random)) % estate.interfaces();
        return peer == nic ? (nic + 1) % estate.interfaces() : peer;
    }
}
