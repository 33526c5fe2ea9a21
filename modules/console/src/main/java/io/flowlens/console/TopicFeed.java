package io.flowlens.console;

import io.flowlens.service.Meters;
import io.flowlens.topics.TopicTail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic into the view, on a thread of its own; starts anew after an error.
 *
 * @param name of the thread and in the health
 * @param open starts at the oldest record that is wanted
 * @param mostBehind records of a partition beyond which it skips rather than lag; {@link Long#MAX_VALUE} for never
 * @param before called before each start
 * @param reader may refuse a record with an IllegalArgumentException
 */
record TopicFeed<V>(
        String name,
        Supplier<TopicTail<String, V>> open,
        long mostBehind,
        Runnable before,
        java.util.function.Consumer<ConsumerRecord<String, V>> reader) {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
    private static final long LOOK_BEHIND_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long AGAIN_AFTER_MILLIS = 5_000;
    private static final long LOOK_EVERY_MILLIS = 100;

    /** Where it is, for health; and whether to go on. An interrupt would have the Kafka client complain while it closes. */
    static final class Progress {
        private volatile boolean caughtUp;
        private volatile boolean failing;
        private volatile boolean stopped;

        void stop() {
            stopped = true;
        }

        boolean isCaughtUp() {
            return caughtUp;
        }

        boolean isStopped() {
            return stopped;
        }

        boolean isFailing() {
            return failing;
        }
    }

    /** Until it is stopped. */
    void run(Progress progress, Meters meters) {
        while (!progress.stopped) {
            try {
                before.run();
                read(progress, meters);
            } catch (KafkaException e) {
                progress.failing = true;
                LOG.warn("{} cannot be read, trying again in {} s: {}", name, AGAIN_AFTER_MILLIS / 1_000, e.toString());
                pause(progress);
            }
        }
    }

    private void read(Progress progress, Meters meters) {
        Counter skipped = meters.counter(ConsoleMeter.SKIPPED.spec());
        Counter unreadable = meters.counter(ConsoleMeter.UNREADABLE.spec());
        try (TopicTail<String, V> tail = open.get()) {
            KafkaClientMetrics measured = meters.watch(tail.client());
            try {
                keepUp(tail, skipped);
                tail.readToEnd(record -> take(record, unreadable));
                progress.caughtUp = true;
                progress.failing = false;
                follow(tail, progress, skipped, unreadable);
            } finally {
                measured.close();
            }
        }
    }

    private void follow(TopicTail<String, V> tail, Progress progress, Counter skipped, Counter unreadable) {
        long looked = System.nanoTime();
        while (!progress.stopped) {
            tail.readOnce(record -> take(record, unreadable));
            if (System.nanoTime() - looked > LOOK_BEHIND_EVERY_NANOS) {
                keepUp(tail, skipped);
                looked = System.nanoTime();
            }
        }
    }

    private void take(ConsumerRecord<String, V> record, Counter unreadable) {
        try {
            reader.accept(record);
        } catch (IllegalArgumentException e) {
            unreadable.increment();
        }
    }

    private void keepUp(TopicTail<String, V> tail, Counter skipped) {
        if (mostBehind < Long.MAX_VALUE) {
            skipped.increment(tail.skipAllBut(mostBehind));
        }
    }

    private static void pause(Progress progress) {
        try {
            for (long left = AGAIN_AFTER_MILLIS; left > 0 && !progress.stopped; left -= LOOK_EVERY_MILLIS) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            progress.stop();
            Thread.currentThread().interrupt();
        }
    }
}
