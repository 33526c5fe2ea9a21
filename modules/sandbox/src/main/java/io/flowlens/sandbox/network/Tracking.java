package io.flowlens.sandbox.network;

import java.time.Duration;

/**
 * How long one connection is remembered.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html">Idle
 *     connection tracking timeout</a>; AWS does not publish those of half-open and closed TCP and of ICMP, which are
 *     Linux's
 */
final class Tracking {
    private static final Duration TCP_ESTABLISHED = Duration.ofSeconds(432_000);
    private static final Duration TCP_HALF_OPEN = Duration.ofSeconds(120);
    private static final Duration TCP_FINISHED = Duration.ofSeconds(120);
    private static final Duration TCP_RESET = Duration.ofSeconds(10);
    private static final Duration UDP_SINGLE = Duration.ofSeconds(30);
    private static final Duration UDP_STREAM = Duration.ofSeconds(180);
    private static final Duration ICMP = Duration.ofSeconds(30);
    private static final Duration OTHER = Duration.ofSeconds(600);

    private final int protocol;
    private boolean answered;
    private boolean stream;
    private boolean finished;
    private boolean reset;
    private long lastMillis;

    Tracking(int protocol) {
        this.protocol = protocol;
    }

    void note(Packet packet, boolean reply, long now) {
        lastMillis = now;
        // A stream is more than one request and response.
        stream |= answered && !reply;
        answered |= reply;
        int flags = packet.tcpFlags();
        boolean reopened = flags == Packet.SYN;
        finished = !reopened && (finished || (flags & Packet.FIN) != 0);
        reset = !reopened && (reset || (flags & Packet.RST) != 0);
    }

    boolean isForgotten(long now) {
        return now - lastMillis > timeout().toMillis();
    }

    private Duration timeout() {
        return switch (protocol) {
            case Protocol.TCP -> tcpTimeout();
            case Protocol.UDP -> stream ? UDP_STREAM : UDP_SINGLE;
            case Protocol.ICMP, Protocol.ICMPV6 -> ICMP;
            default -> OTHER;
        };
    }

    private Duration tcpTimeout() {
        if (reset) {
            return TCP_RESET;
        }
        if (finished) {
            return TCP_FINISHED;
        }
        return answered ? TCP_ESTABLISHED : TCP_HALF_OPEN;
    }
}
