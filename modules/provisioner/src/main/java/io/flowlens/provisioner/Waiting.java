package io.flowlens.provisioner;

import io.flowlens.provisioner.ProvisioningException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks AWS again until something is so, within a limit.
 *
 * <p>The first questions come a tenth of a second apart, later ones up to {@link #LONGEST}: an endpoint that is quick is
 * not waited for, and a slow one is not asked too often.
 */
public final class Waiting {

    static final Duration FIRST = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofSeconds(3);
    private static final double GROWTH = 1.25;
    private static final Duration FIRST_NOTE = Duration.ofSeconds(5);
    private static final Duration NEXT_NOTE = Duration.ofSeconds(15);

    private static final Duration KNOWN = Duration.ofMinutes(1);
    private static final Set<String> UNKNOWN = Set.of(
            "NoSuchEntity",
            "ResourceNotFoundException",
            "InvalidGroup.NotFound",
            "InvalidGroupId.NotFound",
            "InvalidInstanceID.NotFound");
    private static final Duration FREE = Duration.ofMinutes(3);
    private static final Set<String> HELD = Set.of("DependencyViolation", "DeleteConflict", "ResourceInUseException");

    /** How a thread waits; a test's does not. */
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    private final Progress progress;
    private final Sleeper sleeper;
    private final LongSupplier nanos;

    public Waiting(Progress progress) {
        this(progress, time -> Thread.sleep(time.toMillis()), System::nanoTime);
    }

    Waiting(Progress progress, Sleeper sleeper, LongSupplier nanos) {
        this.progress = progress;
        this.sleeper = sleeper;
        this.nanos = nanos;
    }

    /**
     * What {@code question} answers when it has an answer.
     *
     * @param what is waited for: "instance i-1 to be running"
     * @throws ProvisioningException when there is none within {@code limit}, or what {@code question} throws
     */
    public <T> T until(String what, Duration limit, Supplier<Optional<T>> question) {
        long start = nanos.getAsLong();
        Duration pause = FIRST;
        Duration note = FIRST_NOTE;
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            Duration waited = Duration.ofNanos(nanos.getAsLong() - start);
            if (waited.compareTo(limit) >= 0) {
                throw new ProvisioningException(
                        Reason.TIMEOUT,
                        "waited %d s for %s in vain; look at it in AWS, then run this again"
                                .formatted(waited.toSeconds(), what));
            }
            if (waited.compareTo(note) >= 0) {
                progress.waiting(
                        "waiting for %s (%d s of at most %d s)".formatted(what, waited.toSeconds(), limit.toSeconds()));
                note = waited.plus(NEXT_NOTE);
            }
            sleep(pause, what);
            pause = longer(pause);
        }
    }

    /**
     * The answer of {@code call}, tried again while it fails for a reason that time cures; the last failure when it does not.
     */
    public <T> T retrying(String what, Duration limit, Predicate<ProvisioningException> passing, Supplier<T> call) {
        ProvisioningException[] last = new ProvisioningException[1];
        try {
            return until(what, limit, () -> {
                try {
                    return Optional.of(call.get());
                } catch (ProvisioningException e) {
                    if (!passing.test(e)) {
                        throw e;
                    }
                    last[0] = e;
                    return Optional.empty();
                }
            });
        } catch (ProvisioningException e) {
            throw e.reason() == Reason.TIMEOUT && last[0] != null ? last[0] : e;
        }
    }

    /** The answer of a call on what was made a moment ago, of which not all of AWS knows at once. */
    public <T> T onceKnown(String what, Supplier<T> call) {
        return retrying("AWS to know " + what, KNOWN, e -> UNKNOWN.contains(e.code()), call);
    }

    /** The answer of a call that is refused while something else still holds on to the resource. */
    public <T> T onceFree(String what, Supplier<T> call) {
        return retrying("AWS to let go of " + what, FREE, e -> HELD.contains(e.code()), call);
    }

    /**
     * What was made; or what is there under that name already though it was not found, since an earlier run made it a moment
     * ago, or an answer was lost.
     *
     * @param there AWS's error code for that
     */
    public <T> T madeOrThere(String what, String there, Supplier<T> make, Supplier<Optional<T>> find) {
        try {
            return make.get();
        } catch (ProvisioningException e) {
            if (!e.code().equals(there)) {
                throw e;
            }
            return until("AWS to know " + what, KNOWN, find);
        }
    }

    private void sleep(Duration pause, String what) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException(
                    Reason.TIMEOUT, "", "interrupted while waiting for " + what + "; run this again to go on", e);
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = Duration.ofMillis((long) (pause.toMillis() * GROWTH));
        return next.compareTo(LONGEST) > 0 ? LONGEST : next;
    }
}
