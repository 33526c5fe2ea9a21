package io.flowlens.sandbox.aws.region;

import io.flowlens.sandbox.network.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all services of one region and account share: its name, clock, pace, ids and the things due later. */
public final class Region implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Region.class);

    private final String name;
    private final String accountId;
    private final Pace pace;
    private final Clock clock;
    private final Ids ids;
    private final ScheduledExecutorService later;

    public Region(String name, String accountId, Pace pace, Clock clock, long seed) {
        this.name = name;
        this.accountId = accountId;
        this.pace = pace;
        this.clock = clock;
        this.ids = new Ids(seed);
        this.later = laterExecutor();
    }

    private static ScheduledThreadPoolExecutor laterExecutor() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sandbox-aws-later");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    public String name() {
        return name;
    }

    public String accountId() {
        return accountId;
    }

    public Ids ids() {
        return ids;
    }

    public Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** The moment at which something that takes this long on AWS will be done here. */
    public Instant after(Duration awsTime) {
        return now().plus(pace.of(awsTime));
    }

    /** Whether what began then and takes this long on AWS is done. */
    public boolean isOver(Instant began, Duration awsTime) {
        return !now().isBefore(began.plus(pace.of(awsTime)));
    }

    /** Runs a task once, after this much of AWS's time. The task must be short; a failure is logged. */
    public void later(Duration awsTime, Runnable task) {
        later.schedule(() -> run(task), pace.of(awsTime).toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A change of state that was due has failed; the resource stays as it was.", e);
        }
    }

    /** The ARN of a resource of this region and account. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + name + ":" + accountId + ":" + resource;
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
