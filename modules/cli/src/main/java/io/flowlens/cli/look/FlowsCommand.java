package io.flowlens.cli.look;

import io.flowlens.cli.AlertText;
import io.flowlens.cli.KafkaOptions;
import io.flowlens.flowlog.Action;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flowlens flows}: the flows as they pass, by name, each reject with its cause. */
@Command(
        name = "flows",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows the newest flows with the names of both ends; a rejected one with its cause.",
        footer = {
            "",
            "Examples:",
            "  flowlens flows --action reject --from web --since 1h    who turned web away in the last hour",
            "  flowlens flows -f --to db --port 5432                   what goes to the database, as it comes",
            "  flowlens flows -f --action reject --not --from internet -o jsonl | jq .diagnosis"
        })
public final class FlowsCommand implements Callable<Integer> {

    private static final Form<SeenFlow> FORM = new Form<>(
            List.of(
                    Column.of("TIME", flow -> Words.second(flow.start())),
                    Column.styled("ACTION", SeenFlow::action, FlowsCommand::color),
                    Column.of("FROM", flow -> Words.source(flow.traffic())),
                    Column.of("TO", flow -> Words.destination(flow.traffic())),
                    Column.of("SERVICE", flow -> Words.service(flow.traffic())),
                    Column.of("PACKETS", SeenFlow::packets),
                    Column.wide("BYTES", SeenFlow::bytes),
                    Column.wide("FROM PORT", SeenFlow::sourcePort),
                    Column.wide("SECONDS", flow -> flow.end() - flow.start()),
                    Column.wide(
                            "DIRECTION",
                            flow -> flow.traffic() == null
                                    ? null
                                    : flow.traffic().direction()),
                    Column.wide("INTERFACE", flow -> flow.place().interfaceId()),
                    Column.of("CAUSE", flow -> Words.causes(flow.diagnosis()))),
            flow -> flow.diagnosis() == null ? List.of() : AlertText.diagnosis(flow.diagnosis()),
            flow -> List.of(flow.line()));

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private ListingOptions options;

    @Mixin
    private History history;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            order = 9,
            description =
                    "Only those that AWS logged so: ${COMPLETION-CANDIDATES} (none: NODATA and SKIPDATA; NODATA is shown only then).")
    private Action action;

    @Mixin
    private TrafficFilter filter;

    @Override
    public Integer call() {
        Listing<SeenFlow> listing = options.of(FORM);
        kafka.createMissingTopics();
        try (FlowReader flows = FlowReader.open(kafka.tail(), kafka.topics());
                var tail = history.show(
                        kafka.tail(),
                        kafka.topics().flowLogs(),
                        (batch, finds) -> read(flows, batch, finds),
                        listing)) {
            if (options.follows()) {
                tail.readUntil(listing::isDone, batch -> {
                    flows.learn();
                    read(flows, batch, (end, flow) -> listing.show(flow));
                });
            }
        }
        listing.finish();
        options.explainNothing(listing, "no such flows");
        return ExitCode.OK;
    }

    private void read(FlowReader flows, ConsumerRecord<String, byte[]> batch, History.Finds<SeenFlow> finds) {
        flows.read(batch, action, flow -> {
            if (filter.fits(flow.traffic(), flow.diagnosis())) {
                finds.found(flow.endMillis(), flow);
            }
        });
    }

    private static List<IStyle> color(SeenFlow flow) {
        return switch (flow.action()) {
            case "REJECT" -> Words.BAD;
            case "ACCEPT" -> Words.GOOD;
            default -> Words.WARNING;
        };
    }
}
