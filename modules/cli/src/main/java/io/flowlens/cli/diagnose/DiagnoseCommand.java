package io.flowlens.cli.diagnose;

import io.flowlens.cli.AlsoAdmits;
import io.flowlens.cli.InstantConverter;
import io.flowlens.cli.InventoryView;
import io.flowlens.cli.KafkaOptions;
import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.Network;
import io.flowlens.network.Traffic;
import io.flowlens.network.verdict.AcceptedFlows;
import io.flowlens.network.verdict.Answer;
import io.flowlens.network.verdict.BlastRadius;
import io.flowlens.network.verdict.Judge;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.FlowLogReader;
import io.flowlens.topics.Protocols;
import io.flowlens.topics.SafeText;
import io.flowlens.topics.TopicTail;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flowlens diagnose}: may this machine talk to that one, and does it? */
@Command(
        name = "diagnose",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the rules, as the inventory knows them now, what becomes of a request at both ends, and shows what the flow logs"
                    + " recorded of such traffic, and which other rejects the fix would have let in.",
            "An end is an instance id, an interface id, a name, or an address."
        })
public final class DiagnoseCommand implements Callable<Integer> {

    /** The question is what the rules say now: no packet of it was on the wire before a change. */
    private static final JudgeConfig AT_ONCE =
            new JudgeConfig(Duration.ZERO, Duration.ZERO, JudgeConfig.DEFAULT.firstSightingTolerance());

    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--from", required = true, paramLabel = "END", description = "Who asks.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "END", description = "Who should answer.")
    private String to;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "tcp, udp, icmp, icmpv6 or an IANA number (default: tcp with --port, icmp without).")
    private String protocol;

    @Option(names = "--port", paramLabel = "PORT", description = "Destination port, for tcp and udp.")
    private Integer port;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            defaultValue = "24h",
            converter = InstantConverter.class,
            description = "How far back to look for such traffic: a time, or how long ago (default: ${DEFAULT-VALUE}).")
    private Instant since;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        int number = protocolNumber();
        kafka.createMissingTopics();
        try (InventoryView view = InventoryView.open(kafka.tail(), kafka.topics())) {
            Instant now = Instant.now();
            Network network = view.inventory().network().asOf(now.toEpochMilli());
            PathQuestion question = new PathQuestion(
                    PathEnd.find(from, network), PathEnd.find(to, network), number, port == null ? 0 : port);
            Judge asked = new Judge(view.inventory().network(), AcceptedFlows.NONE, AT_ONCE);
            Judge recorded = new Judge(view.inventory().network(), AcceptedFlows.NONE, JudgeConfig.DEFAULT);
            print("@|bold %s -> %s, %s|@"
                    .formatted(
                            SafeText.of(question.from().label()),
                            SafeText.of(question.to().label()),
                            Protocols.name(number) + (port == null ? "" : "/" + port)));
            Map<String, BlastRadius> radii = new LinkedHashMap<>();
            for (FlowRecord request : question.requests(now)) {
                Verdict verdict = asked.judge(request);
                rules(request, verdict);
                verdict.fix()
                        .ifPresent(fix -> radii.put(request.interfaceId(), new BlastRadius(recorded, fix, request)));
            }
            recorded(question, new FlowLogReader(view.inventory()), radii.values());
            radii.forEach((interfaceId, radius) -> print("  the fix at %s would also have let in %s"
                    .formatted(interfaceId, SafeText.of(AlsoAdmits.sentence(radius)))));
        }
        return ExitCode.OK;
    }

    private void rules(FlowRecord request, Verdict verdict) {
        String end = request.interfaceId();
        String where = request.direction() == FlowDirection.EGRESS ? "leaving " : "arriving";
        if (verdict.answer() == Answer.NOT_EXPLAINED_BY_RULES) {
            print("  rules, %s  %s  @|green the rules let it pass|@".formatted(where, end));
            return;
        }
        String heading = verdict.causes().isEmpty() ? "@|yellow undecided|@" : "@|red stopped here|@";
        print("  rules, %s  %s  %s (%s)"
                .formatted(where, end, heading, verdict.certainty().name().toLowerCase(Locale.ROOT)));
        verdict.causes().forEach(cause -> {
            print("    cause    " + cause.code() + ": " + SafeText.of(cause.text()));
            cause.nearestMiss().ifPresent(miss -> print("    nearest  " + SafeText.of(miss.text())));
        });
        verdict.notes().forEach(note -> print("    note     " + SafeText.of(note.text())));
        verdict.fix().ifPresent(fix -> {
            fix.awsCommands().forEach(command -> print("    fix      " + SafeText.of(command)));
            fix.reach().forEach(reach -> print("    opens    " + SafeText.of(reach.toString())));
        });
    }

    private void recorded(PathQuestion question, FlowLogReader reader, Collection<BlastRadius> radii) {
        Map<String, Sightings> byInterface = new LinkedHashMap<>();
        question.from().networkInterface().ifPresent(end -> byInterface.put(end.id(), new Sightings()));
        question.to().networkInterface().ifPresent(end -> byInterface.put(end.id(), new Sightings()));
        try (var tail = TopicTail.since(kafka.tail(), kafka.topics().flowLogs(), since)) {
            tail.readToEnd(batch -> reader.read(FlowLogHeaders.of(batch.headers()), batch.value(), (outcome, flow) -> {
                if (outcome == Outcome.FLOW && question.concerns(flow) && byInterface.containsKey(flow.interfaceId())) {
                    byInterface.get(flow.interfaceId()).add(flow);
                }
                if (flow.action() == Action.REJECT) {
                    radii.forEach(radius -> radius.add(flow, 1));
                }
            }));
        }
        byInterface.forEach((interfaceId, sightings) -> {
            print("  recorded by %s since %s: %s".formatted(interfaceId, since, sightings.text()));
            if (sightings.lastLine() != null) {
                print("    newest   " + SafeText.of(sightings.lastLine()));
            }
        });
    }

    private int protocolNumber() {
        String name = protocol != null ? protocol : port == null ? "icmp" : "tcp";
        try {
            int number = Protocols.number(name);
            if (Traffic.hasPorts(number) && port == null) {
                throw new ParameterException(spec.commandLine(), name + " needs --port");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "'%s' is no protocol: tcp, udp, icmp, icmpv6 or a number".formatted(name));
        }
    }

    private void print(String markup) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(spec.commandLine().getColorScheme().text(markup));
        out.flush();
    }
}
