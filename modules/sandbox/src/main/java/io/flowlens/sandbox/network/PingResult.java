package io.flowlens.sandbox.network;

import java.time.Duration;
import java.util.List;

/**
 * What a ping got to know.
 *
 * @param time from the first request to the last
 */
public record PingResult(Address target, int transmitted, List<Reply> replies, Duration time) {
    /**
     * An answer.
     *
     * @param sequence number of the request, from 1
     * @param micros round trip
     */
    public record Reply(int sequence, int ttl, long micros) {}

    public PingResult {
        replies = List.copyOf(replies);
    }

    public int received() {
        return replies.size();
    }

    /** 0 if anything came back, else 1. */
    public int exitCode() {
        return replies.isEmpty() ? 1 : 0;
    }

    /** The output of ping of iputils, to the letter. */
    public String text() {
        return PingText.of(this);
    }
}
