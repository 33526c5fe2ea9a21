package io.flowlens.cli;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.verdict.AcceptedFlows;
import io.flowlens.network.verdict.Cause;
import io.flowlens.network.verdict.Judge;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.FlowLogReader;
import io.flowlens.topics.Protocols;
import io.flowlens.topics.SafeText;
import io.flowlens.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Turns batches of flow log lines into lines for people, with names from the inventory. */
final class FlowLines implements AutoCloseable {

    private final InventoryView network;
    private final FlowLogReader reader;
    private final Judge judge;

    private FlowLines(InventoryView network) {
        this.network = network;
        this.reader = new FlowLogReader(network.inventory());
        this.judge = new Judge(network.inventory().network(), AcceptedFlows.NONE, JudgeConfig.DEFAULT);
    }

    static FlowLines open(KafkaSettings kafka, Topics topics) {
        return new FlowLines(InventoryView.open(kafka, topics));
    }

    /** Reads what the inventory has learnt since the last time. */
    void learn() {
        network.learn();
    }

    /** @param only show records of this action alone; null for all */
    List<String> of(byte[] batch, FlowLogHeaders headers, Action only) {
        List<String> lines = new ArrayList<>();
        reader.read(headers, batch, new FlowLogReader.Visitor() {
            @Override
            public void record(Outcome outcome, FlowRecord flow) {
                if (only == null || flow.action() == only) {
                    lines.add(line(outcome, flow));
                }
            }

            @Override
            public void unreadable(String reason, byte[] line) {
                // Counted and kept as a dead letter by the topology; this command shows flows.
            }
        });
        return lines;
    }

    private String line(Outcome outcome, FlowRecord flow) {
        String time = flow.startSeconds() < 0
                ? "-"
                : Instant.ofEpochSecond(flow.startSeconds()).toString();
        if (outcome != Outcome.FLOW) {
            return "%s  %-8s %s".formatted(time, outcome, flow.interfaceId());
        }
        Verdict verdict = judge.judge(flow);
        boolean rejected = flow.action() == Action.REJECT;
        return "%s  %s %s -> %s  %s  %d packets  %s"
                .formatted(
                        time,
                        rejected ? "@|bold,red REJECT  |@" : "@|green ACCEPT  |@",
                        SafeText.of(end(verdict.source())),
                        SafeText.of(end(verdict.destination())),
                        service(flow),
                        flow.packets(),
                        rejected ? why(verdict) : "");
    }

    private static String end(io.flowlens.network.verdict.End end) {
        String address = end.address().map(Object::toString).orElse("?");
        return end.name().isEmpty() ? address : end.name() + " (" + address + ")";
    }

    private static String service(FlowRecord flow) {
        String protocol = Protocols.name(flow.protocol());
        return flow.destinationPort() > 0 ? protocol + "/" + flow.destinationPort() : protocol;
    }

    private static String why(Verdict verdict) {
        return verdict.causes().isEmpty()
                ? verdict.answer().name()
                : verdict.causes().stream().map(FlowLines::cause).collect(Collectors.joining(", "));
    }

    private static String cause(Cause cause) {
        String components = cause.components().stream().map(Cause.Component::id).collect(Collectors.joining("+"));
        String entry =
                cause.aclEntry().isPresent() ? " entry " + cause.aclEntry().getAsInt() : "";
        return cause.code() + " " + components + entry;
    }

    @Override
    public void close() {
        network.close();
    }
}
