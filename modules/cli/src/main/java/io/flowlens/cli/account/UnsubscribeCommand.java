package io.flowlens.cli.account;

import io.flowlens.cli.AwsCommand;
import io.flowlens.cli.Confirmation;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.logs.FlowLogSubscription;
import io.flowlens.provisioner.logs.SubscriptionRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code flowlens unsubscribe}. */
@Command(
        name = "unsubscribe",
        mixinStandardHelpOptions = true,
        description = {
            "Takes away what 'flowlens subscribe' made for a log group or a VPC, after it has shown the list and was told to.",
            "Only what carries its tag goes. What cannot be deleted is listed with the reason; then run it again."
        })
public final class UnsubscribeCommand extends AwsCommand {

    @Mixin
    private SourceOptions source;

    @Mixin
    private Confirmation confirmation;

    @Override
    protected int run(AwsClients clients) {
        // A flow log of rejects alone may be ours too.
        FlowLogSubscription subscription =
                FlowLogSubscription.of(clients, new SubscriptionRequest(source.source(), true, 1));
        List<String> there = subscription.removable();
        if (there.isEmpty()) {
            print("nothing of 'flowlens subscribe %s' is there: nothing to do".formatted(source.words()));
            return ExitCode.OK;
        }
        List<String> lines = new ArrayList<>();
        lines.add("Plan for account %s, region %s:"
                .formatted(clients.identity().account(), clients.identity().region()));
        there.forEach(what -> lines.add("  delete  " + what));
        if (!confirmation.of(lines, "Delete it?")) {
            return ExitCode.OK;
        }
        return tell(subscription.remove(progress()), "unsubscribed", "flowlens unsubscribe " + source.words());
    }
}
