package io.flowlens.whatif;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.verdict.ChangeJudge;
import io.flowlens.network.verdict.Effect;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.network.verdict.RecentFlows;
import io.flowlens.recording.RecordingReader;
import io.flowlens.topics.BatchRows;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.FlowLogReader;
import io.flowlens.topics.Inventory;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds a recording against a changed network. Once; for one thread.
 *
 * <p>Memory is that of the network and its changed twin, and some 100 MiB at most beside it: requests remembered to know their
 * answers, and paths told apart.
 */
public final class WhatIf {

    /** Together 64 MiB at most; what is past that is forgotten, the interface not asked about for longest first. */
    private static final int REMEMBERED_INTERFACES = 4_096;

    private static final int REMEMBERED_FLOWS = 1_024;

    private final ChangedNetwork change;
    private final Inventory inventory = new Inventory();
    private final FlowLogReader reader = new FlowLogReader(inventory);
    private final BatchRows rows = new BatchRows();
    private final RecentFlows accepted = new RecentFlows(REMEMBERED_INTERFACES, REMEMBERED_FLOWS);
    private final long[] flows = new long[Effect.values().length];
    private final Fold fold = new Fold();
    private ChangeJudge judge;
    private long lines;
    private long unreadable;
    private long withoutFlow;
    private long oddInventory;

    public WhatIf(ChangedNetwork change) {
        this.change = change;
    }

    /**
     * Reads the recording to its end.
     *
     * @param done hears how many records lie behind
     * @throws WhatIfException when the change cannot be made in the recorded network
     */
    public Answer over(RecordingReader recording, LongConsumer done) {
        String inventoryTopic =
                new Topics(recording.header().prefix(), 1).inventory().name();
        long read = 0;
        ConsumerRecord<byte[], byte[]> record = recording.next();
        for (; record != null && record.topic().equals(inventoryTopic); record = recording.next()) {
            learn(record);
            done.accept(++read);
        }
        judge = new ChangeJudge(inventory.network(), change.of(inventory.network()), accepted, JudgeConfig.DEFAULT);
        for (; record != null; record = recording.next()) {
            if (record.value() != null) {
                judge(record);
            }
            done.accept(++read);
        }
        return answer();
    }

    private void learn(ConsumerRecord<byte[], byte[]> record) {
        try {
            String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
            inventory.apply(key, record.value(), record.headers(), record.timestamp());
        } catch (IllegalArgumentException e) {
            oddInventory++; // written by a newer version, or by nobody we know
        }
    }

    private void judge(ConsumerRecord<byte[], byte[]> batch) {
        rows.read(reader, FlowLogHeaders.of(batch.headers()), batch.value());
        rows.forEachUnreadable((reason, line) -> count(reason));
        // Within a batch nothing is in order of time: all requests first, so that answers are known.
        rows.forEachAccept(this::remember);
        rows.forEach(this::judge);
    }

    private void count(String reason) {
        lines++;
        if (!"header".equals(reason)) {
            unreadable++;
        }
    }

    private void remember(FlowRecord accept) {
        if (judge.mayTouch(accept)) {
            accepted.add(accept);
        }
    }

    private void judge(Outcome outcome, FlowRecord flow) {
        lines++;
        if (outcome != Outcome.FLOW) {
            withoutFlow++;
            return;
        }
        Effect effect = judge.effect(flow);
        flows[effect.ordinal()]++;
        if (effect == Effect.NEWLY_REJECTED || effect == Effect.NEWLY_ACCEPTED) {
            fold.add(judge, flow, effect);
        }
    }

    private Answer answer() {
        Map<Effect, Long> counts = new EnumMap<>(Effect.class);
        for (Effect effect : Effect.values()) {
            counts.put(effect, flows[effect.ordinal()]);
        }
        return new Answer(
                lines,
                counts,
                fold.affected(),
                fold.rest(),
                new Answer.Left(unreadable, withoutFlow, oddInventory),
                change.notes());
    }
}
