package io.flowlens.cli.look;

import io.flowlens.cli.SpanOptions;
import io.flowlens.topics.Topic;
import io.flowlens.topics.TopicTail;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How far back a command looks, the same for every command that shows what happened. */
final class History {

    private static final int USUAL_LAST = 20;
    /** With --since everything of that time is meant, as far as it fits into memory. */
    private static final int MOST = 100_000;
    /** How much further back to look when the newest records hold too little of what was asked for. */
    private static final int FURTHER = 16;

    @Option(
            names = "--last",
            paramLabel = "N",
            order = 4,
            description = "Only the newest N that fit (default: " + USUAL_LAST + "; with --since " + MOST + ").")
    private Integer last;

    @Mixin
    private SpanOptions span;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Takes the things that a record holds, with the time when each ended, epoch milliseconds. */
    interface Finds<T> {

        void found(long endMillis, T thing);
    }

    /**
     * Finds the newest things in a topic that are asked for, and shows them in order of time.
     *
     * @param things hands on what stands in a record and fits the filters
     * @return where the topic was read to, for who follows
     */
    <V, T> TopicTail<String, V> show(
            Map<String, Object> consumer,
            Topic<String, V> topic,
            BiConsumer<ConsumerRecord<String, V>, Finds<T>> things,
            Listing<T> listing) {
        check();
        int most = last != null ? last : !span.hasSince() ? USUAL_LAST : MOST;
        for (long records = most; ; records *= FURTHER) {
            TopicTail<String, V> tail = !span.hasSince()
                    ? TopicTail.fromLast(consumer, topic, records)
                    : TopicTail.since(consumer, topic, span.since());
            Newest<T> newest = new Newest<>(most);
            tail.readToEnd(record -> things.accept(record, (end, thing) -> {
                if (span.holds(end)) {
                    newest.add(end, thing);
                }
            }));
            if (newest.isFull() || tail.isWhole() || span.hasSince()) {
                tellOfOlder(newest);
                listing.showAll(newest.oldestFirst());
                return tail;
            }
            tail.close();
        }
    }

    private void tellOfOlder(Newest<?> newest) {
        if (span.hasSince() && last == null && newest.leftOut() > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%d older ones are left out: take a later --since, an --until, or a --last%n",
                            newest.leftOut());
        }
    }

    private void check() {
        if (last != null && (last < 1 || last > MOST)) {
            throw new ParameterException(spec.commandLine(), "--last must be 1 to " + MOST + ", not " + last);
        }
        span.check(spec);
    }
}
