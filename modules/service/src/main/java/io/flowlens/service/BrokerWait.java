package io.flowlens.service;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Waits at the start of a process until Kafka answers, for a bounded time: so it does not matter what is started first.
 *
 * <p>It says once that it waits and until when, and again at {@code /readyz} for as long as it does. Only for what time may
 * mend: brokers that refuse, or settings that are wrong, end it at once.
 */
public final class BrokerWait implements Service {

    /** Twice what a broker takes that was killed, on a busy machine. */
    public static final Duration MOST = Duration.ofMinutes(2);

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final String brokers;
    private final Clock clock;
    private final Instant end;
    private volatile Health health = Health.starting("asking Kafka");

    /** @param brokers as in {@code bootstrap.servers} */
    public BrokerWait(String brokers, Clock clock) {
        this.brokers = brokers;
        this.clock = clock;
        this.end = clock.instant().plus(MOST);
    }

    /**
     * Tries until it works.
     *
     * @param attempt asks the brokers once
     * @param interrupted waits for that time; true when the process was asked to end
     * @param notes hears once, in a sentence, that this takes longer
     * @return false when the process was asked to end first
     * @throws KafkaException what the attempt throws, when that does not pass by itself, or has not in time
     */
    public boolean until(Runnable attempt, Predicate<Duration> interrupted, Consumer<String> notes) {
        boolean told = false;
        while (true) {
            try {
                attempt.run();
                health = Health.ready("Kafka answers");
                return true;
            } catch (KafkaException e) {
                if (interrupted.test(BETWEEN)) {
                    return false;
                }
                if (!mayPass(e)) {
                    throw e;
                }
                if (!clock.instant().isBefore(end)) {
                    throw new KafkaException("waited %d s in vain; %s".formatted(MOST.toSeconds(), e.getMessage()), e);
                }
                health = Health.starting(waiting());
                if (!told) {
                    notes.accept("%s: %s".formatted(waiting(), e.getMessage()));
                    told = true;
                }
            }
        }
    }

    private String waiting() {
        return "waiting for Kafka until " + end.truncatedTo(ChronoUnit.SECONDS);
    }

    private boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return true;
            }
        }
        return Arrays.stream(brokers.split(",")).allMatch(BrokerWait::isUnknown);
    }

    /** A container's name is not known before it runs; Kafka's clients take that for a mistake in the settings. */
    private static boolean isUnknown(String broker) {
        String host = broker.strip().replaceFirst(":\\d+$", "");
        return new InetSocketAddress(host, 0).isUnresolved();
    }

    @Override
    public String name() {
        return "kafka";
    }

    /** Does nothing: {@link #until} is where the work is. */
    @Override
    public void start() {}

    @Override
    public Health health() {
        return health;
    }

    @Override
    public void close() {}
}
