package io.flowlens.benchmarks.verdict;

import io.flowlens.benchmarks.race.Contender;
import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Instance;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.verdict.Agreement;
import io.flowlens.network.verdict.Judge;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.network.verdict.Prediction;
import io.flowlens.network.verdict.RecentFlows;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Judges batches as the topology does: remembers the accepts of a batch, then predicts every accept and judges every reject
 * but those of strangers, of whom one stands for all that are alike in the batch.
 */
final class JudgedFlows implements Contender {

    private static final int REMEMBERED_INTERFACES = 4_096;
    private static final int REMEMBERED_FLOWS = 64;

    private final String name;
    private final List<List<FlowRecord>> batches;
    private final Judge judge;
    private final Runnable before;
    private final RecentFlows accepted = new RecentFlows(REMEMBERED_INTERFACES, REMEMBERED_FLOWS);
    private final Set<Object> strangers = Collections.newSetFromMap(new IdentityHashMap<>());
    private long agreed;
    private long judged;

    JudgedFlows(String name, List<List<FlowRecord>> batches, NetworkHistory history) {
        this(name, batches, history, () -> {});
    }

    /**
     * Judges no reject by what it said of it the last time: each time before it begins something changes in the network that
     * has nothing to do with the flows, and a judge forgets its verdicts with any change.
     */
    static JudgedFlows forgetting(String name, List<List<FlowRecord>> batches, NetworkHistory history) {
        AtomicLong changes = new AtomicLong();
        return new JudgedFlows(name, batches, history, () -> {
            long change = changes.incrementAndGet();
            history.put(new Instance("i-elsewhere", "change-" + change, "running", Map.of()), change);
        });
    }

    private JudgedFlows(String name, List<List<FlowRecord>> batches, NetworkHistory history, Runnable before) {
        this.name = name;
        this.before = before;
        this.batches = batches;
        this.judge = new Judge(history, accepted, JudgeConfig.DEFAULT);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long run() {
        before.run();
        agreed = 0;
        judged = 0;
        for (List<FlowRecord> batch : batches) {
            for (FlowRecord flow : batch) {
                if (flow.action() == Action.ACCEPT) {
                    accepted.add(flow);
                }
            }
            batch.forEach(this::judge);
            strangers.clear();
        }
        if (agreed < judged) {
            throw new IllegalStateException("%d of %d verdicts agree with the log".formatted(agreed, judged));
        }
        return judged;
    }

    private void judge(FlowRecord flow) {
        Prediction predicted = flow.action() == Action.REJECT ? judgeReject(flow) : judge.predict(flow);
        judged++;
        if (predicted.against(flow.action()) == Agreement.AGREES) {
            agreed++;
        }
    }

    private Prediction judgeReject(FlowRecord flow) {
        Object alike = judge.strangerKeptOutBy(flow);
        return alike != null && !strangers.add(alike)
                ? Prediction.DENY
                : judge.judge(flow).predicted();
    }
}
