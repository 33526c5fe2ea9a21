package io.flowlens.cli.look;

import io.flowlens.cli.InventoryView;
import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.Network;
import io.flowlens.network.Traffic;
import io.flowlens.network.verdict.AcceptedFlows;
import io.flowlens.network.verdict.Judge;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.FlowLogReader;
import io.flowlens.topics.Topics;
import io.flowlens.topology.RejectedFlow;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the lines of batches, with the names and the causes that the inventory gives them. */
final class FlowReader implements AutoCloseable {

    private final InventoryView network;
    private final FlowLogReader reader;
    private final Judge judge;

    private FlowReader(InventoryView network) {
        this.network = network;
        this.reader = new FlowLogReader(network.inventory());
        this.judge = new Judge(network.inventory().network(), AcceptedFlows.NONE, JudgeConfig.DEFAULT);
    }

    static FlowReader open(Map<String, Object> consumer, Topics topics) {
        return new FlowReader(InventoryView.open(consumer, topics));
    }

    /** Reads what the inventory has learnt since the last time. */
    void learn() {
        network.learn();
    }

    /**
     * Lines that are no record are passed over: they are counted and kept as dead letters by the topology.
     *
     * @param only records of this action alone; null for everything but NODATA, which is no flow
     */
    void read(ConsumerRecord<String, byte[]> batch, Action only, Consumer<SeenFlow> consumer) {
        FlowLogHeaders headers = FlowLogHeaders.of(batch.headers());
        reader.read(headers, batch.value(), (outcome, flow) -> {
            if (only == null ? outcome != Outcome.NODATA : flow.action() == only) {
                consumer.accept(outcome == Outcome.FLOW ? flow(flow, headers) : noFlow(outcome, flow, headers));
            }
        });
    }

    private SeenFlow flow(FlowRecord flow, FlowLogHeaders headers) {
        RejectedFlow judged = RejectedFlow.of(flow, judge.judge(flow), headers, network(flow));
        return new SeenFlow(
                flow.action().name(),
                judged.place(),
                judged.traffic(),
                Traffic.hasPorts(flow.protocol()) ? flow.sourcePort() : null,
                flow.action() == Action.REJECT ? diagnosis(judged) : null,
                flow.startSeconds(),
                flow.endSeconds(),
                flow.packets(),
                flow.bytes(),
                flow.line());
    }

    /** To open the door to a stranger is no fix. */
    private static Diagnosis diagnosis(RejectedFlow judged) {
        boolean stranger = "internet".equals(judged.traffic().source().kind());
        return stranger ? judged.diagnosis().withoutRemedy() : judged.diagnosis();
    }

    private SeenFlow noFlow(Outcome outcome, FlowRecord flow, FlowLogHeaders headers) {
        return new SeenFlow(
                outcome.name(),
                RejectedFlow.place(flow, headers, network(flow)),
                null,
                null,
                null,
                flow.startSeconds(),
                flow.endSeconds(),
                0,
                0,
                flow.line());
    }

    private Network network(FlowRecord flow) {
        return network.inventory().network().asOf(flow.endSeconds() * 1_000);
    }

    @Override
    public void close() {
        network.close();
    }
}
