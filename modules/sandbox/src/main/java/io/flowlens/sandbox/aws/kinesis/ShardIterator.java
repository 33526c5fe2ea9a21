package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A reader's place in a shard: behind a sequence number. The token a client holds says it all, so nothing is kept here.
 */
record ShardIterator(String stream, String shard, String after, Instant issued) {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    String token() {
        String text = String.join("|", "1", stream, shard, after, Long.toString(issued.toEpochMilli()));
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static ShardIterator of(String token, Instant now) {
        ShardIterator iterator = read(token);
        if (iterator.issued.plus(TOLERANCE).isBefore(now)) {
            throw AwsException.badRequest(
                    "ExpiredIteratorException",
                    "Iterator expired. The iterator was created at time %s while right now it is %s which is further in the future than the tolerated delay of %d milliseconds."
                            .formatted(iterator.issued, now, TOLERANCE.toMillis()));
        }
        return iterator;
    }

    private static ShardIterator read(String token) {
        try {
            String[] parts = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split("\\|");
            if (parts.length == 5 && parts[0].equals("1")) {
                return new ShardIterator(parts[1], parts[2], parts[3], Instant.ofEpochMilli(Long.parseLong(parts[4])));
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw AwsException.badRequest("InvalidArgumentException", "Invalid ShardIterator.");
    }
}
