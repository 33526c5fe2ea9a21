package io.flowlens.topology;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.verdict.Answer;
import io.flowlens.network.verdict.Judge;
import io.flowlens.network.verdict.Prediction;
import io.flowlens.network.verdict.RecentFlows;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.Alert;
import io.flowlens.topics.DeadLetters;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.FlowLogReader;
import io.flowlens.topics.Inventory;
import io.flowlens.topics.Reject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Judges the lines of a batch one by one, and tells what came of it once, at its end. One per task. */
final class FlowJudge implements Processor<String, byte[], Object, Object> {

    private static final Duration LOOK_FOR_QUIET_EVERY = Duration.ofSeconds(30);
    /** Accepted flows remembered to recognise their replies; bounded whatever comes. */
    private static final int MAX_INTERFACES = 4_096;

    private static final int ACCEPTED_PER_INTERFACE = 64;

    private final Inventory inventory;
    private final TopologySettings settings;
    private final FlowMeters meters;
    private final AlertMeters alertMeters;
    private final FlowLogReader reader;
    private final RecentFlows accepted = new RecentFlows(MAX_INTERFACES, ACCEPTED_PER_INTERFACE);
    private final Judge judge;
    private ProcessorContext<Object, Object> context;
    private AlertBook alerts;

    FlowJudge(Inventory inventory, TopologySettings settings, FlowMeters meters, AlertMeters alertMeters) {
        this.inventory = inventory;
        this.settings = settings;
        this.meters = meters;
        this.alertMeters = alertMeters;
        this.reader = new FlowLogReader(inventory);
        this.judge = new Judge(inventory.network(), accepted, settings.judge());
    }

    @Override
    public void init(ProcessorContext<Object, Object> taskContext) {
        context = taskContext;
        alerts = new AlertBook(context.getStateStore(RejectTopology.ALERTS_STORE), alertMeters);
        context.schedule(LOOK_FOR_QUIET_EVERY, PunctuationType.STREAM_TIME, this::endQuietAlerts);
    }

    @Override
    public void process(Record<String, byte[]> batch) {
        if (batch.value() == null) {
            return;
        }
        FlowLogHeaders headers = FlowLogHeaders.of(batch.headers());
        // Within a batch nothing is in order of time. So what was accepted is remembered before anything is judged by
        // it,
        // and asked for proof only after every reject of the batch has been seen.
        readFlows(headers, batch.value(), Action.ACCEPT, accepted::add);
        judgeLines(headers, batch);
        if (alerts.anyOpen()) {
            readFlows(headers, batch.value(), Action.ACCEPT, alerts::accepted);
        }
        tellAlerts(batch.timestamp());
    }

    @Override
    public void close() {
        if (alerts != null) {
            alerts.close();
        }
    }

    private void readFlows(FlowLogHeaders headers, byte[] lines, Action action, Consumer<FlowRecord> consumer) {
        reader.read(headers, lines, (outcome, flow) -> {
            if (outcome == Outcome.FLOW && flow.action() == action) {
                consumer.accept(flow);
            }
        });
    }

    private void judgeLines(FlowLogHeaders headers, Record<String, byte[]> batch) {
        reader.read(headers, batch.value(), new FlowLogReader.Visitor() {
            @Override
            public void record(Outcome outcome, FlowRecord flow) {
                judge(outcome, flow, headers, batch.timestamp());
            }

            @Override
            public void unreadable(String reason, byte[] line) {
                bury(reason, line, batch);
            }
        });
    }

    private void judge(Outcome outcome, FlowRecord flow, FlowLogHeaders headers, long time) {
        if (outcome != Outcome.FLOW) {
            meters.noFlow(outcome, knows(flow));
        } else if (flow.action() == Action.REJECT) {
            judgeReject(flow, headers, time);
        } else {
            Prediction predicted = judge.predict(flow);
            meters.flow(flow.action(), predicted != Prediction.UNKNOWN || knows(flow));
            meters.verdict(predicted, flow.action());
        }
    }

    /** Whether the inventory held the interface when the record ended. */
    private boolean knows(FlowRecord flow) {
        return flow.interfaceId() != null
                && inventory
                        .network()
                        .asOf(flow.endSeconds() * 1_000)
                        .find(NetworkInterface.class, flow.interfaceId())
                        .isPresent();
    }

    private void judgeReject(FlowRecord flow, FlowLogHeaders headers, long time) {
        Verdict verdict = judge.judge(flow);
        boolean known = verdict.answer() != Answer.UNKNOWN_INTERFACE;
        meters.flow(Action.REJECT, known);
        meters.verdict(verdict.predicted(), Action.REJECT);
        RejectedFlow rejected = RejectedFlow.of(flow, verdict, headers, inventory.network());
        if (known) {
            alerts.rejected(rejected.subject(), rejected.reject());
        }
        Reject reject = rejected.reject();
        context.forward(new Record<>(reject.place().interfaceId(), reject, time), RejectTopology.WRITE_REJECTS);
    }

    private void tellAlerts(long time) {
        for (Alert alert : alerts.flush()) {
            context.forward(new Record<>(alert.fingerprint(), alert, time), RejectTopology.WRITE_ALERTS);
        }
    }

    private void endQuietAlerts(long streamTime) {
        alerts.resolveQuiet(streamTime, settings.quietAfter().toMillis());
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
