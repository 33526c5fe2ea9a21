package io.flowlens.notifier;

import java.time.Duration;

/** How a channel is, for whoever asks from another thread. */
final class ChannelState {

    private volatile boolean joined;
    private volatile String trouble = "";
    private volatile String kafkaTrouble = "";
    private volatile int waiting;
    private volatile long oldest = Long.MAX_VALUE;

    void heard(AlertPartitions partitions) {
        joined = partitions.hasJoined();
        kafkaTrouble = "";
        int count = 0;
        long first = Long.MAX_VALUE;
        for (PartitionBook book : partitions.books()) {
            count += book.waiting();
            for (Delivery head : book.heads()) {
                first = Math.min(first, head.record().timestamp());
            }
        }
        waiting = count;
        oldest = first;
    }

    void lostKafka(String why) {
        kafkaTrouble = why;
    }

    void delivered() {
        trouble = "";
    }

    void failed(String why) {
        trouble = why;
    }

    boolean isWorking() {
        return joined && kafkaTrouble.isEmpty();
    }

    /** Age of the oldest record that waits to be told; zero when none does. */
    Duration oldest() {
        long first = oldest;
        return first == Long.MAX_VALUE
                ? Duration.ZERO
                : Duration.ofMillis(Math.max(0, System.currentTimeMillis() - first));
    }

    String text() {
        if (!kafkaTrouble.isEmpty()) {
            return "Kafka: " + kafkaTrouble;
        }
        if (!joined) {
            return "joining its group";
        }
        String waits = waiting == 0 ? "nothing waits" : waiting + (waiting == 1 ? " waits" : " wait");
        return trouble.isEmpty() ? waits : waits + ", last trouble: " + trouble;
    }
}
