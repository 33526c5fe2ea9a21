package io.flowlens.benchmarks.faults;

import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One run: writes lines, strikes blow after blow, and counts in the end what arrived. */
final class FaultRun implements AutoCloseable {

    private static final int SHARDS = 4;
    private static final Duration TOPIC_WAIT = Duration.ofSeconds(60);
    /** What came twice may come late. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final Plan plan;
    private final PrintStream out;
    private final Deadline deadline;
    private final Kinesis kinesis;
    private final Fleet fleet;
    private final KafkaSettings kafka;
    private final Topics topics = Topics.withDefaults();
    private final Recoveries recoveries = new Recoveries();
    private final Random random;
    private final long begun = System.nanoTime();

    /**
     * @param folder for the broker's data and the processes' logs
     * @param classPath of the broker's process
     * @param product class path of the {@code flowlens} command
     */
    FaultRun(Plan plan, Path folder, String classPath, String product, PrintStream out)
            throws IOException, InterruptedException {
        this.plan = plan;
        this.out = out;
        this.deadline = new Deadline(plan.limit());
        this.random = new Random(plan.seed());
        this.kinesis = new Kinesis(plan.seed(), SHARDS, deadline);
        this.fleet = new Fleet(folder, classPath, product, plan.ingesters(), kinesis.uri());
        this.kafka = KafkaSettings.of(fleet.bootstrapServers(), Map.of());
    }

    /** Throws {@link IllegalStateException} when it does not come to an end in time. */
    Verdict run() throws InterruptedException {
        fleet.startBroker();
        createTopics();
        fleet.startIngesters();
        try (Tail tail = new Tail(kafka, topics.flowLogs().name())) {
            Writer writer = new Writer(kinesis, plan.linesPerSecond());
            deadline.await("waiting for the first lines", () -> tail.lines() > 0);
            long writing = System.nanoTime();
            strikeWhileWriting(writer, tail);
            writer.stop();
            double seconds = secondsSince(writing);
            long stopped = System.nanoTime();
            deadline.await("waiting for the last lines", () -> keepUp() && tail.lines() >= writer.lines());
            double late = secondsSince(stopped);
            pause(SETTLE);
            Verdict verdict = count(writer.written());
            print(writer, seconds, late);
            return verdict;
        }
    }

    private void createTopics() {
        try (TopicAdmin admin = new TopicAdmin(kafka.admin("faults-admin"), TOPIC_WAIT)) {
            admin.createMissing(topics);
        }
    }

    private void strikeWhileWriting(Writer writer, Tail tail) throws InterruptedException {
        Schedule schedule = new Schedule(plan.seed(), plan.longestOutage());
        for (int blow = 1; blow <= plan.blows() || writer.lines() < plan.lines(); blow++) {
            Step step = schedule.next();
            strike(step, writer, tail);
            pause(step.calm());
        }
        deadline.await("writing", () -> keepUp() && writer.lines() >= plan.lines());
    }

    private void strike(Step step, Writer writer, Tail tail) throws InterruptedException {
        long killed = System.nanoTime();
        List<Child> dead = fleet.kill(step.kill());
        Watch watch = tail.watch(writer.written());
        out.printf(
                "%6.1f s  kill -9 of %s%s%s, down for %.1f s",
                secondsSince(begun),
                step.kill() == Step.Kill.INGESTER ? dead.get(0).name() : step.kill(),
                step.reshard() ? ", " + kinesis.reshard(random) : "",
                step.misbehaving() ? ", Kinesis misbehaves" : "",
                step.down().toMillis() / 1000.0);
        out.flush();
        if (step.misbehaving()) {
            kinesis.misbehave();
        }
        stayDown(step);
        long restarted = System.nanoTime();
        dead.forEach(Child::start);
        deadline.await("waiting for lines after a kill of " + step.kill(), () -> keepUp() && watch.isComplete());
        kinesis.behave();
        long from = step.killsBroker() ? restarted : killed;
        double first = seconds(watch.first() - from);
        double all = seconds(watch.last() - from);
        recoveries.add(step.kill(), first, all);
        out.printf("; lines again after %.1f s, of every interface after %.1f s%n", first, all);
    }

    private void stayDown(Step step) throws InterruptedException {
        long until = System.nanoTime() + step.down().toNanos();
        while (System.nanoTime() - until < 0) {
            if (step.kill() == Step.Kill.BROKER) {
                fleet.sampleMemoryWithoutBroker();
            }
            Thread.sleep(100);
        }
    }

    private boolean keepUp() {
        fleet.keepUp();
        return true;
    }

    private void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
        fleet.keepUp();
    }

    private Verdict count(int[] written) {
        Ledger ledger = new Ledger();
        try (CommittedLines lines = new CommittedLines(kafka, topics.flowLogs().name(), "faults-count")) {
            lines.readToEnd(ledger::take, deadline);
        }
        return ledger.compare(written);
    }

    private void print(Writer writer, double seconds, double late) {
        out.println();
        recoveries.print(out);
        out.println();
        out.printf(
                "%,d lines written in %.0f s (%,.0f a second), %,d of them put twice; all in Kafka %.1f s after the last%n",
                writer.lines(), seconds, writer.lines() / seconds, writer.repeats(), late);
        out.printf(
                "memory of an ingester: at most %d MB while the broker was down, %d MB ever%n",
                fleet.peakWhileBrokerDown() >> 20, fleet.peak() >> 20);
        out.printf("processes that ended without being killed and were started again: %d%n", fleet.exits());
    }

    private static double secondsSince(long nanos) {
        return seconds(System.nanoTime() - nanos);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }

    /** Ends every process that this run started. */
    void killAll() {
        fleet.close();
    }

    @Override
    public void close() {
        killAll();
        kinesis.close();
    }
}
