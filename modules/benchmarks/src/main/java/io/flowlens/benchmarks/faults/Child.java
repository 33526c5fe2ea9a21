package io.flowlens.benchmarks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process of ours: started, killed, started again. */
final class Child implements AutoCloseable {

    private static final int KB = 1024;

    private final String name;
    private final List<String> command;
    private final Path log;
    private Process process;
    private boolean closed;

    /** @param log what it prints is appended there */
    Child(String name, List<String> command, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = log;
    }

    String name() {
        return name;
    }

    /** Does nothing once closed. */
    synchronized void start() {
        if (closed) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The sandbox looks at no signature; the SDK wants something to sign with.
        builder.environment().put("AWS_ACCESS_KEY_ID", "sandbox");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "sandbox");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** {@code kill -9}; returns when it is dead. */
    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Memory it has now; 0 where the system does not say. */
    long residentBytes() {
        return status("VmRSS:");
    }

    /** The most memory it had since it was started; 0 where the system does not say. */
    long peakResidentBytes() {
        return status("VmHWM:");
    }

    private synchronized long status(String field) {
        if (!isAlive()) {
            return 0;
        }
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // not Linux, or it died meanwhile
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        kill();
    }
}
