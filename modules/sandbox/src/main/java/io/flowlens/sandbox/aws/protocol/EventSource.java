package io.flowlens.sandbox.aws.protocol;

import java.util.Optional;

/** The answer of an operation that goes on: events, one after the other, as they happen. */
@FunctionalInterface
public interface EventSource {

    /** What opens such an answer; throws {@link AwsException} for errors that the caller is to see. */
    @FunctionalInterface
    interface Opening {
        EventSource open(Params params);
    }

    /** Waits for the next event, a structure of one member named as its type; empty at the end of all. */
    Optional<Tree> next() throws InterruptedException;
}
