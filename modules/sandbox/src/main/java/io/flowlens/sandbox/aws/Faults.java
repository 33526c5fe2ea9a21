package io.flowlens.sandbox.aws;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.Pace;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Faults on demand: calls that are throttled, refused, fail inside AWS, or take longer, and news that travels slowly inside AWS.
 * An operation is named as in a policy, {@code kinesis:GetRecords}; {@code kinesis:*} means all of a service, {@code *}
 * everything. The most exact name wins.
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

    /** A refusal, and how many calls it has seen. */
    private record Counted(Refusal refusal, AtomicInteger seen) {

        /** Whether the call at hand is one of those to be refused. */
        boolean strikes() {
            int before = seen.getAndUpdate(count -> count == Integer.MAX_VALUE ? count : count + 1);
            return before >= refusal.skip() && before - refusal.skip() < refusal.times();
        }
    }

    private static final int MAX_RULES = 1000;

    private final Map<String, Rule> rules = new ConcurrentHashMap<>();
    private final Map<String, Counted> refusals = new ConcurrentHashMap<>();
    private final Newness newness = new Newness();
    private final Random random;
    private final Pace pace;
    private volatile Duration roleDelay = Duration.ZERO;
    private volatile Duration registrationDelay = Duration.ZERO;
    private volatile Duration hidden = Duration.ZERO;

    Faults(long seed, Pace pace) {
        this.random = new Random(seed);
        this.pace = pace;
    }

    /** Begins what a real account does, beside what there is already. */
    public void begin(Chaos chaos) {
        chaos.begin(this);
    }

    /** Answers calls with an error, in place of the one that was ordered for this name before. */
    public void refuse(String operation, Refusal refusal) {
        if (refusals.size() >= MAX_RULES && !refusals.containsKey(operation)) {
            throw new IllegalArgumentException("There are faults of " + MAX_RULES + " operations; end them first.");
        }
        refusals.put(operation, new Counted(refusal, new AtomicInteger()));
    }

    /** How many calls the refusal of this name has seen; 0 if there is none. */
    public int seen(String operation) {
        Counted counted = refusals.get(operation);
        return counted == null ? 0 : counted.seen().get();
    }

    /** Other services learn of a role or an instance profile this much of AWS's time after it was made. */
    void delayRoles(Duration awsTime) {
        roleDelay = awsTime;
    }

    Duration roleDelay() {
        return roleDelay;
    }

    /** Systems Manager learns of an instance this much of AWS's time later. */
    void delayRegistration(Duration awsTime) {
        registrationDelay = awsTime;
    }

    Duration registrationDelay() {
        return registrationDelay;
    }

    /** Roles, profiles, groups, instances, log groups and streams are not found for this much of AWS's time. */
    void hideWhatIsNew(Duration awsTime) {
        hidden = pace.of(awsTime);
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
        refusals.clear();
        newness.clear();
        roleDelay = Duration.ZERO;
        registrationDelay = Duration.ZERO;
        hidden = Duration.ZERO;
    }

    /** The answer of a call, unless a fault befalls it before, after, or in what it says. */
    Tree answer(Service service, String operation, Params params) {
        // First, so that a call which cannot be done uses up no answer that was to be lost.
        newness.refuse(service.name(), operation, params);
        Optional<AwsException> lost =
                befall(service.name(), operation, service.dialect().throttled());
        Tree answer = service.call(operation, params);
        newness.made(service.name(), operation, params, answer, hidden);
        newness.hide(service.name(), operation, answer);
        lost.ifPresent(error -> {
            throw error;
        });
        return answer;
    }

    /**
     * Holds up or refuses a call, with {@code throttled} or an error of the service's own, if that is its fate.
     *
     * @return the error to answer with once the call is done
     */
    Optional<AwsException> befall(String service, String action, AwsException throttled) {
        pause(delay(service, action).toMillis());
        Optional<Refusal> refusal = refusal(service, action);
        if (refusal.isPresent() && !refusal.get().done()) {
            throw refusal.get().error();
        }
        return switch (fate(service, action)) {
            case THROTTLED -> throw throttled;
            case FAILED -> throw new AwsException(500, "InternalFailure", "An injected fault of " + action + ".");
            case PASS -> refusal.map(Refusal::error);
        };
    }

    private Optional<Refusal> refusal(String service, String action) {
        Counted exact = mostExact(refusals, service, action);
        return exact != null && exact.strikes() ? Optional.of(exact.refusal()) : Optional.empty();
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
        Rule rule = mostExact(rules, service, action);
        return rule == null ? Rule.NONE : rule;
    }

    private static <T> T mostExact(Map<String, T> byName, String service, String action) {
        T exact = byName.get(service + ":" + action);
        T ofService = exact == null ? byName.get(service + ":*") : exact;
        return ofService == null ? byName.get("*") : ofService;
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
