package io.flowlens.service;

import io.flowlens.service.MeterSpec.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is taken over from the libraries, of the hundreds of meters they offer: what tells a slow broker from a slow
 * process, and a process short of memory from one short of connections.
 *
 * <p>Kafka measures many things per client and again per topic under one name; such are left out, since one name must
 * always have the same labels.
 */
public enum LibraryMeter implements ListedMeter {
    CONSUMER_LAG(
            Type.GAUGE,
            "kafka.consumer.fetch.manager.records.lag",
            "Records between a consumer and the end of its partition.",
            Labels.CLIENT,
            Labels.TOPIC,
            Labels.PARTITION),
    CONSUMER_PARTITIONS(
            Type.GAUGE, "kafka.consumer.coordinator.assigned.partitions", "Partitions assigned now.", Labels.CLIENT),
    CONSUMER_HEARTBEAT(
            Type.GAUGE,
            "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
            "Since the group's coordinator was heard last.",
            Labels.CLIENT),
    CONSUMER_REBALANCES(
            Type.COUNTER, "kafka.consumer.coordinator.rebalance.total", "Rebalances that ended well.", Labels.CLIENT),
    CONSUMER_FAILED_REBALANCES(
            Type.COUNTER,
            "kafka.consumer.coordinator.failed.rebalance.total",
            "Rebalances that failed.",
            Labels.CLIENT),
    CONSUMER_REBALANCE_TIME(
            Type.GAUGE,
            "kafka.consumer.coordinator.rebalance.latency.avg",
            "Mean time of a rebalance, milliseconds.",
            Labels.CLIENT),
    CONSUMER_FETCH_TIME(
            Type.GAUGE,
            "kafka.consumer.fetch.manager.fetch.latency.avg",
            "Mean time of a fetch request, milliseconds.",
            Labels.CLIENT),
    CONSUMER_THROTTLED(
            Type.GAUGE,
            "kafka.consumer.fetch.manager.fetch.throttle.time.avg",
            "Mean time for which the broker held fetches back, milliseconds.",
            Labels.CLIENT),
    CONSUMER_LAST_POLL(
            Type.GAUGE, "kafka.consumer.last.poll.seconds.ago", "Since the consumer was polled last.", Labels.CLIENT),
    CONSUMER_BETWEEN_POLLS(
            Type.GAUGE,
            "kafka.consumer.time.between.poll.max",
            "Longest time between two polls, milliseconds.",
            Labels.CLIENT),
    CONSUMER_IDLE(
            Type.GAUGE,
            "kafka.consumer.poll.idle.ratio.avg",
            "Share of the time spent waiting in a poll.",
            Labels.CLIENT),
    CONSUMER_CONNECTIONS(Type.GAUGE, "kafka.consumer.connection.count", "Open connections to brokers.", Labels.CLIENT),
    CONSUMER_BYTES(Type.COUNTER, "kafka.consumer.incoming.byte.total", "Bytes read from brokers.", Labels.CLIENT),
    PRODUCER_RECORDS(Type.COUNTER, "kafka.producer.record.send.total", "Records sent.", Labels.CLIENT),
    PRODUCER_ERRORS(
            Type.COUNTER, "kafka.producer.record.error.total", "Records that could not be sent.", Labels.CLIENT),
    PRODUCER_RETRIES(Type.COUNTER, "kafka.producer.record.retry.total", "Records sent again.", Labels.CLIENT),
    PRODUCER_QUEUED(
            Type.GAUGE,
            "kafka.producer.record.queue.time.avg",
            "Mean time of a batch in the send buffer, milliseconds.",
            Labels.CLIENT),
    PRODUCER_BATCH(Type.GAUGE, "kafka.producer.batch.size.avg", "Mean bytes of a batch.", Labels.CLIENT),
    PRODUCER_COMPRESSION(
            Type.GAUGE,
            "kafka.producer.compression.rate.avg",
            "Mean size of a batch after compression, as a share of before.",
            Labels.CLIENT),
    PRODUCER_REQUEST_TIME(
            Type.GAUGE, "kafka.producer.request.latency.avg", "Mean time of a request, milliseconds.", Labels.CLIENT),
    PRODUCER_LONGEST_REQUEST(
            Type.GAUGE, "kafka.producer.request.latency.max", "Longest request, milliseconds.", Labels.CLIENT),
    PRODUCER_IN_FLIGHT(
            Type.GAUGE, "kafka.producer.requests.in.flight", "Requests without an answer yet.", Labels.CLIENT),
    PRODUCER_BUFFER(
            Type.GAUGE, "kafka.producer.buffer.available.bytes", "Bytes free in the send buffer.", Labels.CLIENT),
    PRODUCER_THROTTLED(
            Type.GAUGE,
            "kafka.producer.produce.throttle.time.avg",
            "Mean time for which the broker held requests back, milliseconds.",
            Labels.CLIENT),
    PRODUCER_COMMIT_TIME(
            Type.COUNTER,
            "kafka.producer.txn.commit.time.ns.total",
            "Time spent committing transactions, nanoseconds.",
            Labels.CLIENT),
    PRODUCER_ABORT_TIME(
            Type.COUNTER,
            "kafka.producer.txn.abort.time.ns.total",
            "Time spent aborting transactions, nanoseconds.",
            Labels.CLIENT),
    PRODUCER_CONNECTIONS(Type.GAUGE, "kafka.producer.connection.count", "Open connections to brokers.", Labels.CLIENT),
    PRODUCER_BYTES(Type.COUNTER, "kafka.producer.outgoing.byte.total", "Bytes sent to brokers.", Labels.CLIENT),
    STREAM_THREADS(Type.GAUGE, "kafka.stream.alive.stream.threads", "Stream threads that are alive.", Labels.CLIENT),
    STREAM_FAILED_THREADS(
            Type.COUNTER, "kafka.stream.failed.stream.threads", "Stream threads that died.", Labels.CLIENT),
    STREAM_BATCHES(
            Type.COUNTER, "kafka.stream.thread.process.total", "Records of vpc.flow-logs taken on.", Labels.THREAD),
    STREAM_PROCESS_TIME(
            Type.GAUGE,
            "kafka.stream.thread.process.latency.avg",
            "Mean time of a record, milliseconds.",
            Labels.THREAD),
    STREAM_PROCESS_RATIO(
            Type.GAUGE, "kafka.stream.thread.process.ratio", "Share of the time spent processing.", Labels.THREAD),
    STREAM_POLL_RATIO(Type.GAUGE, "kafka.stream.thread.poll.ratio", "Share of the time spent polling.", Labels.THREAD),
    STREAM_COMMITS(Type.COUNTER, "kafka.stream.thread.commit.total", "Commits.", Labels.THREAD),
    STREAM_COMMIT_TIME(
            Type.GAUGE,
            "kafka.stream.thread.commit.latency.avg",
            "Mean time of a commit, milliseconds.",
            Labels.THREAD),
    STREAM_LONGEST_COMMIT(
            Type.GAUGE, "kafka.stream.thread.commit.latency.max", "Longest commit, milliseconds.", Labels.THREAD),
    STREAM_DROPPED(
            Type.COUNTER,
            "kafka.stream.task.dropped.records.total",
            "Records that Kafka Streams left out.",
            Labels.THREAD,
            Label.bounded("task_id", "one a partition of vpc.flow-logs")),

    MEMORY_USED(Type.GAUGE, "jvm.memory.used", "bytes", "Memory in use.", Labels.AREA, Labels.POOL),
    MEMORY_COMMITTED(Type.GAUGE, "jvm.memory.committed", "bytes", "Memory taken.", Labels.AREA, Labels.POOL),
    MEMORY_MAX(
            Type.GAUGE,
            "jvm.memory.max",
            "bytes",
            "Most memory there may be, -1 if unbounded.",
            Labels.AREA,
            Labels.POOL),
    MEMORY_ALLOCATED(
            Type.COUNTER, "jvm.gc.memory.allocated", "bytes", "Bytes allocated on the heap, as collections saw it."),
    MEMORY_LIVE(Type.GAUGE, "jvm.gc.live.data.size", "bytes", "Heap in use after the last full collection."),
    COLLECTIONS(
            Type.SUMMARY,
            "jvm.gc.pause",
            "seconds",
            "Collections, and how long they stopped the process.",
            Label.bounded("action", "what collectors do"),
            Label.bounded("cause", "why they begin"),
            Label.bounded("gc", "the collectors of the JVM")),
    THREADS(Type.GAUGE, "jvm.threads.live", "threads", "Threads."),
    CPU(Type.GAUGE, "process.cpu.usage", null, "Share of all processors that this process uses, 0 to 1."),
    CPU_TIME(Type.COUNTER, "process.cpu.time", "ns", "Processor time used by this process, nanoseconds."),
    CPU_COUNT(Type.GAUGE, "system.cpu.count", null, "Processors."),
    LOAD(Type.GAUGE, "system.load.average.1m", null, "Runnable threads of the machine, mean over a minute."),
    FILES_OPEN(Type.GAUGE, "process.files.open", "files", "Open files and connections."),
    FILES_MAX(Type.GAUGE, "process.files.max", "files", "Most there may be."),
    UPTIME(Type.GAUGE, "process.uptime", "seconds", "Since the start."),
    START_TIME(Type.GAUGE, "process.start.time", "seconds", "When it started, Unix time.");

    private static final Set<String> NAMES =
            Arrays.stream(values()).map(meter -> meter.spec.name()).collect(Collectors.toUnmodifiableSet());

    private static final class Labels {
        static final Label CLIENT = Label.bounded("client_id", "fixed names, one a client");
        static final Label THREAD = Label.bounded("thread_id", "one a stream thread, numbered from 1");
        static final Label TOPIC = Label.bounded("topic", "the topics of flowlens");
        static final Label PARTITION = Label.bounded("partition", "their partitions");
        static final Label AREA = Label.of("area", "heap", "nonheap");
        static final Label POOL = Label.bounded("id", "the memory pools of the JVM");
    }

    private final MeterSpec spec;

    LibraryMeter(Type type, String name, String help, Label... labels) {
        this(type, name, null, help, labels);
    }

    LibraryMeter(Type type, String name, String unit, String help, Label... labels) {
        this.spec = new MeterSpec(type, name, unit, help, List.of(labels));
    }

    @Override
    public MeterSpec spec() {
        return spec;
    }

    static boolean isListed(String name) {
        return NAMES.contains(name);
    }
}
