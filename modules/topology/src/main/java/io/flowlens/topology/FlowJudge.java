package io.flowlens.topology;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.Network;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.verdict.Agreement;
import io.flowlens.network.verdict.Answer;
import io.flowlens.network.verdict.Judge;
import io.flowlens.network.verdict.Prediction;
import io.flowlens.network.verdict.RecentFlows;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.Alert;
import io.flowlens.topics.BatchRows;
import io.flowlens.topics.DeadLetters;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.FlowLogReader;
import io.flowlens.topics.Inventory;
import io.flowlens.topics.Tick;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Judges the lines of a batch one by one, and tells what came of it once, at its end. One per task. */
final class FlowJudge implements Processor<String, byte[], Object, Object> {

    private static final Duration LOOK_AT_ALERTS_EVERY = Duration.ofMillis(Tick.EVERY_MILLIS);
    /** Accepted flows remembered to recognise their replies; bounded whatever comes. */
    private static final int MAX_INTERFACES = 4_096;

    private static final int ACCEPTED_PER_INTERFACE = 64;

    private final Inventory inventory;
    private final TopologySettings settings;
    private final FlowMeters meters;
    private final AlertMeters alertMeters;
    private final BatchLag lag;
    private final InventoryWait inventoryWait;
    private final FlowTally tally = new FlowTally();
    private final FlowLogReader reader;
    private final BatchRows rows = new BatchRows();
    private final RecentFlows accepted = new RecentFlows(MAX_INTERFACES, ACCEPTED_PER_INTERFACE);
    private final Judge judge;
    private final JudgedRejects judgedRejects = new JudgedRejects();
    private final ChangeFinder changes;
    private final Disagreements disagreements = new Disagreements();
    private ProcessorContext<Object, Object> context;
    private NoiseBook noise;
    private AlertBook alerts;
    private RejectFolds folds;
    private boolean begun;
    private long callsTold = -1;

    FlowJudge(
            Inventory inventory,
            TopologySettings settings,
            FlowMeters meters,
            AlertMeters alertMeters,
            BatchLag lag,
            InventoryWait inventoryWait) {
        this.inventory = inventory;
        this.settings = settings;
        this.meters = meters;
        this.alertMeters = alertMeters;
        this.lag = lag;
        this.inventoryWait = inventoryWait;
        this.reader = new FlowLogReader(inventory);
        this.judge = new Judge(inventory.network(), accepted, settings.judge());
        this.changes = new ChangeFinder(inventory, settings.judge().inventoryLag());
    }

    @Override
    public void init(ProcessorContext<Object, Object> taskContext) {
        context = taskContext;
        noise = new NoiseBook(context.getStateStore(RejectTopology.NOISE_STORE));
        AlertStore alertStore = new AlertStore(
                context.getStateStore(RejectTopology.ALERTS_STORE),
                context.getStateStore(RejectTopology.ACTIVITY_STORE));
        alerts = new AlertBook(alertStore, noise, settings.rules(), alertMeters);
        folds = new RejectFolds(settings.rules(), noise, new KnownStrangers(inventory.network(), settings.judge()));
        // Kafka Streams looks at stream time between batches, as many as it happened to fetch: a replay counts on
        // ticks.
        if (!settings.replay()) {
            context.schedule(LOOK_AT_ALERTS_EVERY, PunctuationType.STREAM_TIME, this::passTime);
        }
    }

    @Override
    public void process(Record<String, byte[]> batch) {
        if (settings.replay()) {
            checkThatItBeganAtTheBeginning();
        }
        if (batch.value() == null) {
            if (settings.replay() && Tick.is(batch.key(), batch.value())) {
                passTime(batch.timestamp());
            }
            return;
        }
        long started = System.nanoTime();
        FlowLogHeaders headers = FlowLogHeaders.of(batch.headers());
        rows.read(reader, headers, batch.value());
        waitForTheInventory(batch.key(), headers);
        if (reader.knowsBetter(headers)) {
            rows.read(reader, headers, batch.value()); // the inventory names formats, too
        }
        // Within a batch nothing is in order of time. So what was accepted is remembered before anything is judged by
        // it,
        // and asked for proof only after every reject of the batch has been seen.
        rows.forEachAccept(accepted::add);
        rows.forEachUnreadable((reason, line) -> bury(reason, line, batch));
        rows.forEach((outcome, flow) -> judge(outcome, flow, headers, batch.timestamp()));
        tellRejects(batch.timestamp());
        if (alerts.anyOpen()) {
            rows.forEachAccept(alerts::accepted);
        }
        tellAlerts(batch.timestamp());
        lag.judged(started, headers, tally.newestEnd());
        meters.take(tally);
    }

    /** What was accepted before is remembered in memory alone: a replay that was moved in the middle would judge otherwise. */
    private void checkThatItBeganAtTheBeginning() {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        if (!begun && place.offset() != 0) {
            throw new IllegalStateException(
                    "the replay of partition %d was to go on at offset %d without what was before"
                            .formatted(place.partition(), place.offset()));
        }
        begun = true;
    }

    @Override
    public void close() {
        if (alerts != null) {
            alerts.close();
        }
    }

    /** What is judged by an inventory that is behind says so, and is counted. */
    private void waitForTheInventory(String interfaceId, FlowLogHeaders headers) {
        if (settings.replay()) {
            return; // All that will ever be known is known.
        }
        // Lines that cannot be read yet have no end; what AWS says of the newest is its start.
        long newest = Math.max(rows.newestEnd() * 1_000, headers.eventTime());
        long needed = newest + settings.judge().inventoryLag().toMillis();
        judge.inventoryReaches(inventoryWait.until(needed, interfaceId, headers));
    }

    private void judge(Outcome outcome, FlowRecord flow, FlowLogHeaders headers, long time) {
        if (outcome == Outcome.FLOW && judge.isAheadOfInventory(flow)) {
            tally.aheadOfInventory();
        }
        if (outcome != Outcome.FLOW) {
            boolean known = knows(flow);
            tally.noFlow(outcome, known);
            if (outcome == Outcome.SKIPDATA && known) {
                folds.dataLost(flow, RejectedFlow.place(flow, headers, network(flow)), network(flow));
            }
        } else if (flow.action() == Action.REJECT) {
            judgeReject(flow, headers, time);
        } else {
            judgeAccept(flow, headers, time);
        }
    }

    private void judgeReject(FlowRecord flow, FlowLogHeaders headers, long time) {
        Object alike = judge.strangerKeptOutBy(flow);
        if (alike != null && folds.addStranger(flow, alike, headers)) {
            tally.flow(flow, FlowDirection.INGRESS, true);
            tally.verdict(Prediction.DENY, Action.REJECT);
            return;
        }
        Verdict verdict = judge.judge(flow);
        boolean known = isOfAKnownInterface(flow, verdict);
        tally.flow(flow, verdict.direction(), known);
        tally.verdict(verdict.predicted(), Action.REJECT);
        JudgedReject judged = judgedRejects.of(flow, verdict, headers, () -> network(flow));
        folds.add(flow, judged, known, alike, () -> network(flow));
        if (verdict.answer() == Answer.NOT_EXPLAINED_BY_RULES) {
            disagree(flow, judged.flow(), verdict, time);
        }
    }

    /** Of a flow that is older than the inventory the verdict cannot tell whose it is. */
    private boolean isOfAKnownInterface(FlowRecord flow, Verdict verdict) {
        return switch (verdict.answer()) {
            case UNKNOWN_INTERFACE -> false;
            case INDETERMINATE -> knows(flow);
            default -> true;
        };
    }

    private void judgeAccept(FlowRecord flow, FlowLogHeaders headers, long time) {
        Prediction predicted = judge.predict(flow);
        tally.flow(flow, judge.direction(flow), predicted != Prediction.UNKNOWN || knows(flow));
        if (predicted.against(flow.action()) == Agreement.DISAGREES) {
            Verdict verdict = judge.judge(flow);
            if (verdict.answer() == Answer.UNEXPECTED) {
                disagree(flow, RejectedFlow.of(flow, verdict, headers, network(flow)), verdict, time);
            } else {
                predicted = Prediction.UNKNOWN; // The facts explain it: that is no error of the model.
            }
        }
        tally.verdict(predicted, flow.action());
    }

    private void disagree(FlowRecord flow, RejectedFlow judged, Verdict verdict, long time) {
        meters.disagreement(flow.action(), judged.diagnosis().code());
        disagreements
                .sample(flow, judged, verdict, time)
                .ifPresent(sample -> context.forward(
                        new Record<>(sample.place().interfaceId(), sample, time), RejectTopology.WRITE_DISAGREEMENTS));
    }

    private Network network(FlowRecord flow) {
        return inventory.network().asOf(flow.endSeconds() * 1_000);
    }

    /** Whether the inventory held the interface when the record ended. */
    private boolean knows(FlowRecord flow) {
        return flow.interfaceId() != null
                && network(flow)
                        .find(NetworkInterface.class, flow.interfaceId())
                        .isPresent();
    }

    private void tellRejects(long time) {
        folds.drain((fold, known) -> {
            if (fold.tellsOfFlows()) {
                meters.rejects(
                        fold.subject().kind(),
                        fold.diagnosis().code(),
                        fold.counts().flows());
                context.forward(
                        new Record<>(fold.place().interfaceId(), fold.reject(known), time),
                        RejectTopology.WRITE_REJECTS);
            }
            if (known && fold.severity() != null) {
                alerts.rejected(fold, changes::before);
            }
        });
    }

    private void tellAlerts(long time) {
        noise.flush();
        for (Alert alert : alerts.flush()) {
            context.forward(new Record<>(alert.fingerprint(), alert, time), RejectTopology.WRITE_ALERTS);
        }
    }

    private void passTime(long streamTime) {
        alerts.passTime(streamTime, settings.quietAfter().toMillis());
        long calls = inventory.callsVersion();
        if (calls != callsTold) {
            callsTold = calls;
            alerts.explain(changes::withCalls);
        }
        tellAlerts(streamTime);
    }

    private void bury(String reason, byte[] line, Record<String, byte[]> batch) {
        meters.deadLetter(reason);
        byte[] key = batch.key() == null ? null : batch.key().getBytes(StandardCharsets.UTF_8);
        Record<Object, Object> letter = new Record<>(key, line, batch.timestamp(), batch.headers());
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        DeadLetters.describe(letter.headers(), reason, origin.topic(), origin.partition() + ":" + origin.offset());
        context.forward(letter, RejectTopology.WRITE_DEAD_LETTERS);
    }
}
