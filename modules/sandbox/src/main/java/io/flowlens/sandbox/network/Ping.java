package io.flowlens.sandbox.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Runs ping. Requests keep ping's rhythm; their way takes no real time, so round trips are made up. */
final class Ping {
    /** 56 bytes of data, 8 of ICMP, 20 of IP. */
    private static final int PACKET_BYTES = 84;

    private static final int LOCAL_TTL = 127;
    private static final int INTERNET_TTL = 117;

    private final Timeline time;
    private final Random random;

    Ping(Timeline time, Random random) {
        this.time = time;
        this.random = random;
    }

    /** @param network sends a packet and gives the answer */
    PingResult run(Address source, PingRequest request, Function<Packet, Optional<Packet>> network)
            throws InterruptedException {
        Address target = request.target();
        var packet = Packet.echo(source, target, 1 + random.nextInt(0xffff), PACKET_BYTES);
        List<PingResult.Reply> replies = new ArrayList<>();
        long begun = time.millis();
        long lastSent = begun;
        for (int sequence = 1; sequence <= request.count(); sequence++) {
            if (sequence > 1) {
                time.sleep(request.interval());
            }
            lastSent = time.millis();
            if (network.apply(packet).isPresent()) {
                replies.add(reply(sequence, target));
            }
        }
        if (replies.isEmpty()) {
            // ping waits its whole timeout only while nothing at all has come back.
            time.sleep(request.timeout());
        }
        return new PingResult(target, request.count(), replies, Duration.ofMillis(lastSent - begun));
    }

    private PingResult.Reply reply(int sequence, Address target) {
        return Internet.has(target)
                ? new PingResult.Reply(sequence, INTERNET_TTL, 1_000 + random.nextInt(1_000))
                : new PingResult.Reply(sequence, LOCAL_TTL, 300 + random.nextInt(700));
    }
}
