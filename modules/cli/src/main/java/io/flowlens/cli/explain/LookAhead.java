package io.flowlens.cli.explain;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.verdict.Judge;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.network.verdict.RecentFlows;
import io.flowlens.network.verdict.Verdict;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Judges flows a fixed number of lines behind the one read last. A reject may be the answer to a request whose own line
 * comes later, since flow logs are ordered by nothing; this way it is known by then, also on standard input, which can
 * be read once only.
 */
final class LookAhead {

    static final int LINES = 16_384;

    /** Together with the flows of each, 128 MB at most; what is past that is forgotten, the oldest first. */
    private static final int MAX_INTERFACES = 1_024;

    private static final int FLOWS_PER_INTERFACE = 8_192;

    private final RecentFlows accepted = new RecentFlows(MAX_INTERFACES, FLOWS_PER_INTERFACE);
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Judge judge;
    private final RecordedRejects rejects;
    private final Summary summary;
    private final Report report;
    private boolean wanted = true;

    private record Waiting(long line, FlowRecord flow) {}

    LookAhead(NetworkHistory network, Summary summary, Report report) {
        this.judge = new Judge(network, accepted, JudgeConfig.DEFAULT);
        this.rejects = new RecordedRejects(judge);
        this.summary = summary;
        this.report = report;
    }

    /** @return false when nobody wants to hear more */
    boolean add(long line, FlowRecord flow) {
        if (flow.action() == Action.ACCEPT) {
            accepted.add(flow);
        }
        waiting.add(new Waiting(line, flow.copy()));
        if (waiting.size() > LINES) {
            judge(waiting.remove());
        }
        return wanted;
    }

    void finish() {
        while (wanted && !waiting.isEmpty()) {
            judge(waiting.remove());
        }
        rejects.complete();
    }

    private void judge(Waiting next) {
        FlowRecord flow = next.flow();
        Action action = flow.action();
        if (action == Action.REJECT) {
            Verdict verdict = judge.judge(flow);
            summary.flow(action, verdict.predicted().against(action));
            rejects.add(flow);
            wanted = report.add(new Explanation(next.line(), flow, verdict, rejects));
        } else {
            summary.flow(action, judge.predict(flow).against(action));
        }
    }
}
