package io.flowlens.cli.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs checks side by side, since most of the time goes by waiting; each has an end, answer or no answer. */
final class Checks {

    private final Duration limit;
    private final Map<String, Supplier<Finding>> checks = new LinkedHashMap<>();

    /** @param limit on all of them together, since they run at the same time */
    Checks(Duration limit) {
        this.limit = limit;
    }

    Checks add(String name, Supplier<Finding> check) {
        checks.put(name, check);
        return this;
    }

    /** What was found, in the order in which the checks were added. */
    List<Finding> run() {
        ExecutorService threads = Executors.newCachedThreadPool(Checks::daemon);
        long end = System.nanoTime() + limit.toNanos();
        try {
            Map<String, Future<Finding>> running = new LinkedHashMap<>();
            checks.forEach((name, check) -> running.put(name, threads.submit(check::get)));
            List<Finding> findings = new ArrayList<>();
            running.forEach((name, finding) -> findings.add(await(name, finding, end)));
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    private Finding await(String name, Future<Finding> finding, long end) {
        try {
            return finding.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Finding.failed(
                    name, "no answer within %d s".formatted(limit.toSeconds()), "see whether it is reached");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the check of %s broke".formatted(name), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.failed(name, "interrupted", "run it again");
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "doctor");
        thread.setDaemon(true);
        return thread;
    }
}
