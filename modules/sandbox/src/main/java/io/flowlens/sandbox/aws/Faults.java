package io.flowlens.sandbox.aws;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Faults on demand: calls that are throttled, fail inside AWS, or take longer. An operation is named as in a policy,
 * {@code kinesis:GetRecords}; {@code kinesis:*} means all of a service, {@code *} everything. The most exact name wins.
 */
public final class Faults {

    /** What befalls a call. */
    private enum Fate {
        PASS,
        THROTTLED,
        FAILED
    }

    private record Rule(double throttleRate, double failureRate, Duration delay) {
        static final Rule NONE = new Rule(0, 0, Duration.ZERO);
    }

    private static final int MAX_RULES = 1000;

    private final Map<String, Rule> rules = new ConcurrentHashMap<>();
    private final Random random;

    Faults(long seed) {
        random = new Random(seed);
    }

    /** Refuses this share (0 to 1) of the calls with the service's throttling error. */
    public void throttle(String operation, double rate) {
        requireRate(rate);
        rules.merge(
                operation, new Rule(rate, 0, Duration.ZERO), (old, now) -> new Rule(rate, old.failureRate, old.delay));
    }

    /** Answers this share (0 to 1) of the calls with HTTP 500. */
    public void fail(String operation, double rate) {
        requireRate(rate);
        rules.merge(
                operation, new Rule(0, rate, Duration.ZERO), (old, now) -> new Rule(old.throttleRate, rate, old.delay));
    }

    /** Makes each call take this much longer, at most ten seconds. */
    public void delay(String operation, Duration delay) {
        requireBounded(delay);
        rules.merge(operation, new Rule(0, 0, delay), (old, now) -> new Rule(old.throttleRate, old.failureRate, delay));
    }

    /** Sets all that befalls an operation, in place of what did before. */
    void set(String operation, double throttleRate, double failureRate, Duration delay) {
        requireRate(throttleRate);
        requireRate(failureRate);
        requireBounded(delay);
        if (rules.size() >= MAX_RULES && !rules.containsKey(operation)) {
            throw new IllegalArgumentException("There are faults of " + MAX_RULES + " operations; end them first.");
        }
        rules.put(operation, new Rule(throttleRate, failureRate, delay));
    }

    /** Ends all faults. */
    public void clear() {
        rules.clear();
    }

    /** Holds up or refuses a call, with {@code throttled} or an error of the service's own, if that is its fate. */
    void befall(String service, String action, AwsException throttled) {
        pause(delay(service, action).toMillis());
        switch (fate(service, action)) {
            case THROTTLED -> throw throttled;
            case FAILED -> throw new AwsException(500, "InternalFailure", "An injected fault of " + action + ".");
            case PASS -> {}
        }
    }

    private static void pause(long millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AwsException(503, "ServiceUnavailable", "The endpoint is closing.");
            }
        }
    }

    private Duration delay(String service, String action) {
        return rule(service, action).delay;
    }

    private Fate fate(String service, String action) {
        Rule rule = rule(service, action);
        if (rule.throttleRate == 0 && rule.failureRate == 0) {
            return Fate.PASS;
        }
        double draw = random.nextDouble();
        if (draw < rule.throttleRate) {
            return Fate.THROTTLED;
        }
        return draw < rule.throttleRate + rule.failureRate ? Fate.FAILED : Fate.PASS;
    }

    private Rule rule(String service, String action) {
        Rule exact = rules.get(service + ":" + action);
        Rule ofService = exact == null ? rules.get(service + ":*") : exact;
        return ofService == null ? rules.getOrDefault("*", Rule.NONE) : ofService;
    }

    private static void requireBounded(Duration delay) {
        if (delay.isNegative() || delay.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("A delay of " + delay + " is not between 0 and 10 seconds.");
        }
    }

    private static void requireRate(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("A rate of " + rate + " is not between 0 and 1.");
        }
    }
}
