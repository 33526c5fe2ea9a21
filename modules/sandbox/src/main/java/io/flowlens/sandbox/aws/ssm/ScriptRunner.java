package io.flowlens.sandbox.aws.ssm;

import io.flowlens.sandbox.aws.ec2.Ec2;
import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.network.VpcNetwork;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs scripts on instances, a few at a time, the rest in turn. */
final class ScriptRunner implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int WAITING = 200;
    /** From being sent to reaching the agent. */
    private static final Duration DELIVERY = Duration.ofSeconds(1);

    private final Region region;
    private final VpcNetwork network;
    private final Object lock;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), ScriptRunner::thread);

    /** @param lock guards invocations */
    ScriptRunner(Region region, VpcNetwork network, Object lock) {
        this.region = region;
        this.network = network;
        this.lock = lock;
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "sandbox-instance-shell");
        thread.setDaemon(true);
        return thread;
    }

    void submit(Ec2.Host host, String script, Invocation invocation) {
        if (threads.getQueue().remainingCapacity() == 0) {
            throw AwsException.badRequest("ThrottlingException", "Rate exceeded");
        }
        region.later(DELIVERY, () -> start(host, script, invocation));
    }

    private void start(Ec2.Host host, String script, Invocation invocation) {
        try {
            threads.execute(() -> run(host, script, invocation));
        } catch (RejectedExecutionException e) {
            end(invocation, Outcome.failed(1, "The instance has too many commands waiting."));
        }
    }

    private void run(Ec2.Host host, String script, Invocation invocation) {
        synchronized (lock) {
            invocation.start(region.now());
        }
        try {
            end(invocation, new Shell(host, network, region.ids().uuid()).run(script));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(invocation, Outcome.failed(130, "interrupted"));
        } catch (IllegalArgumentException e) {
            end(invocation, Outcome.failed(1, "the instance is gone: " + e.getMessage()));
        }
    }

    private void end(Invocation invocation, Outcome outcome) {
        synchronized (lock) {
            if (invocation.status() == Invocation.Status.Pending) {
                invocation.start(region.now());
            }
            invocation.end(outcome, region.now());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
