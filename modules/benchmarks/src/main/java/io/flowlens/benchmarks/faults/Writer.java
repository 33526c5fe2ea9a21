package io.flowlens.benchmarks.faults;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/** Puts numbered lines on the stream at a steady rate until told to stop; one in twenty records with ids twice, as AWS does. */
final class Writer {

    static final int LINES_A_RECORD = 50;

    private static final int RECORDS_A_REPEAT = 20;

    private final Kinesis kinesis;
    private final int linesPerSecond;
    private final AtomicIntegerArray written = new AtomicIntegerArray(NumberedLines.INTERFACES);
    private final Thread thread = new Thread(this::write, "faults-writer");
    private volatile boolean stopping;
    private volatile Exception failure;
    private volatile long repeats;

    Writer(Kinesis kinesis, int linesPerSecond) {
        this.kinesis = kinesis;
        this.linesPerSecond = linesPerSecond;
        thread.setDaemon(true);
        thread.start();
    }

    /** How many lines of each interface. */
    int[] written() {
        return IntStream.range(0, written.length()).map(written::get).toArray();
    }

    long lines() {
        if (failure != null) {
            throw new IllegalStateException("cannot write to the stream: " + failure.getMessage(), failure);
        }
        return IntStream.of(written()).asLongStream().sum();
    }

    /** Lines put a second time, which must not come. */
    long repeats() {
        return repeats;
    }

    /** Stops after the record that is on its way. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
        lines();
    }

    private void write() {
        long begun = System.nanoTime();
        long sent = 0;
        try {
            for (int record = 0; !stopping; record++) {
                int index = record % NumberedLines.INTERFACES;
                put(index, record / NumberedLines.INTERFACES);
                sent += LINES_A_RECORD;
                long early = begun + sent * 1_000_000_000L / linesPerSecond - System.nanoTime();
                if (early > 0) {
                    Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
                }
            }
        } catch (InterruptedException | RuntimeException e) { // told to whoever asks next
            failure = e;
        }
    }

    private void put(int index, int turn) throws InterruptedException {
        int from = written.get(index);
        byte[] envelope = Envelope.of(index, from, from + LINES_A_RECORD);
        kinesis.put(index, envelope);
        if (Envelope.hasIds(index) && turn % RECORDS_A_REPEAT == index) {
            kinesis.put(index, envelope);
            repeats += LINES_A_RECORD; // this thread alone writes it
        }
        written.addAndGet(index, LINES_A_RECORD);
    }
}
