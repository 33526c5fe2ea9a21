package io.flowlens.cli;

import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;

/** What a command prints to somebody who is slow: at some lines it has to wait until it is told to go on. */
final class HaltingOutput extends Writer {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final StringBuffer text = new StringBuffer();
    private final Semaphore goOn = new Semaphore(0);
    private final List<String> halts;
    private int looked;

    /** @param halts how the lines begin */
    HaltingOutput(String... halts) {
        this.halts = List.of(halts);
    }

    /** The first line with this in it, once it is there. */
    String await(String part) {
        Awaitility.await()
                .alias("'" + part + "' in the output")
                .atMost(PATIENCE)
                .until(() -> text.indexOf(part) >= 0);
        return text.toString()
                .lines()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElseThrow();
    }

    void goOn() {
        goOn.release();
    }

    @Override
    public void write(char[] chars, int from, int length) {
        text.append(chars, from, length);
    }

    @Override
    public void flush() {
        boolean isToHalt =
                text.substring(looked).lines().anyMatch(line -> halts.stream().anyMatch(line::startsWith));
        looked = text.length();
        if (isToHalt) {
            try {
                goOn.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
