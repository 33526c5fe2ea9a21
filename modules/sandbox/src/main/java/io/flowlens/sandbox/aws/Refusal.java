package io.flowlens.sandbox.aws;

import io.flowlens.sandbox.aws.protocol.AwsException;

/**
 * An error that calls are answered with, some of them.
 *
 * @param skip how many calls are let through before
 * @param times how many are refused then; after that all is well again
 * @param done whether the call is done all the same, and only its answer is lost
 */
public record Refusal(int status, String code, String message, int skip, int times, boolean done) {

    /** For ever. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    public Refusal {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("Status " + status + " is not between 400 and 599.");
        }
        if (skip < 0 || times < 1) {
            throw new IllegalArgumentException("Skip 0 calls or more, and refuse 1 or more.");
        }
    }

    /** From the first call on, for ever. */
    public static Refusal always(int status, String code, String message) {
        return new Refusal(status, code, message, 0, ALWAYS, false);
    }

    /** Lets some calls through first. */
    public Refusal after(int calls) {
        return new Refusal(status, code, message, calls, times, done);
    }

    /** Ends after some calls. */
    public Refusal only(int calls) {
        return new Refusal(status, code, message, skip, calls, done);
    }

    /** The calls are done, and nobody hears of it. */
    public Refusal afterwards() {
        return new Refusal(status, code, message, skip, times, true);
    }

    AwsException error() {
        return new AwsException(status, code, message);
    }
}
