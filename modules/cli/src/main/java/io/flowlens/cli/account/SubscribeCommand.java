package io.flowlens.cli.account;

import io.flowlens.cli.AwsCommand;
import io.flowlens.cli.Confirmation;
import io.flowlens.cli.Usage;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.cost.Cost;
import io.flowlens.provisioner.logs.FlowLogSubscription;
import io.flowlens.provisioner.logs.SubscriptionPlan;
import io.flowlens.provisioner.logs.SubscriptionRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flowlens subscribe}. */
@Command(
        name = "subscribe",
        mixinStandardHelpOptions = true,
        description = {
            "Carries the flow logs of a network that is there out of AWS: makes a Kinesis stream, a role and a subscription"
                    + " filter, after it has shown the plan and the cost and was told to.",
            "Run again after a failure it goes on where it ended. 'flowlens unsubscribe' takes away just what this made."
        })
public final class SubscribeCommand extends AwsCommand {

    /** Of a hundred flows; where the internet knocks it is more. */
    private static final int USUAL_REJECTS = 10;

    @Mixin
    private SourceOptions source;

    @Option(
            names = "--rejects-only",
            description =
                    "Leave the accepted flows behind. Cheaper where there is much traffic; but then no alert can be"
                            + " proved fixed, no reply be told from a request, and no model be measured.")
    private boolean rejectsOnly;

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "1",
            description = "Shards of the stream, 1 MB a second each (default: ${DEFAULT-VALUE}).")
    private int shards;

    @Option(
            names = "--lines-per-day",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Records a day that the cost is estimated for (default: ${DEFAULT-VALUE}).")
    private long linesPerDay;

    @Mixin
    private Confirmation confirmation;

    @Override
    protected int run(AwsClients clients) {
        SubscriptionRequest request =
                Usage.check(spec(), () -> new SubscriptionRequest(source.source(), rejectsOnly, shards));
        FlowLogSubscription subscription = FlowLogSubscription.of(clients, request);
        SubscriptionPlan plan = subscription.plan();
        if (plan.isEmpty()) {
            print("subscribed already: nothing to do; the flow logs are on stream " + subscription.stream());
            return ExitCode.OK;
        }
        if (confirmation.of(lines(plan), "Make it?")) {
            subscription.apply(progress());
            print("subscribed; next: flowlens ingest --stream " + subscription.stream());
        }
        return ExitCode.OK;
    }

    private List<String> lines(SubscriptionPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("Plan for account %s, region %s:"
                .formatted(plan.identity().account(), plan.identity().region()));
        plan.found().forEach(what -> lines.add("  found   " + what));
        plan.missing().forEach(what -> lines.add("  create  " + what));
        plan.notes().forEach(note -> lines.add("  note    " + note));
        Cost all = plan.cost(shards, linesPerDay);
        Cost rejects = plan.cost(shards, linesPerDay * USUAL_REJECTS / 100.0);
        Cost wanted = rejectsOnly ? rejects : all;
        lines.add("Cost: %s, until 'flowlens unsubscribe %s':".formatted(wanted.sentence(), source.words()));
        wanted.lines().forEach(line -> lines.add("  " + line));
        lines.add("For %,d lines a day, one in %d of them a reject:".formatted(linesPerDay, 100 / USUAL_REJECTS));
        Cost.compared("all", all, "rejects only", rejects).forEach(line -> lines.add("  " + line));
        return lines;
    }
}
