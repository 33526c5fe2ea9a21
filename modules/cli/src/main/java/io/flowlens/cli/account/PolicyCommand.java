package io.flowlens.cli.account;

import io.flowlens.cli.AwsRegions;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.AwsIdentity;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flowlens policy}. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the IAM policy with the least that a part of flowlens needs, with account, region and names filled in.",
            ""
        },
        footer = {
            "",
            "Parts you run:      lab, subscribe, inventory, ingest-stream, ingest-stream-pushed, ingest-log-group,",
            "                    ingest-bucket, ingest-queue, doctor",
            "Roles AWS takes:    flow-log-delivery, flow-log-delivery-trust, subscription, subscription-trust",
            "Inventory of other accounts: 'inventory --assume-role ARN' is for who takes the roles, 'inventory' what each",
            "                    of them may do, 'inventory-trust' whom it trusts: the account named, with --external-id.",
            "",
            "Example: flowlens policy ingest-stream --stream flowlens-my-group > policy.json",
            "         aws iam put-role-policy --role-name flowlens --policy-name ingest --policy-document file://policy.json"
        })
public final class PolicyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PART", description = "Whose policy; see below.")
    private String part;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Account of 12 digits (default: that of the credentials, which AWS is asked for).")
    private String account;

    @Mixin
    private PolicyOptions policies;

    @Mixin
    private AwsRegions aws;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PolicyPart wanted = policies.part(part);
        try (AwsClients clients = aws.clients()) {
            AwsIdentity identity = account == null ? clients.identity() : clients.identityOf(account);
            String json =
                    policies.of(wanted, identity, aws.regions(), aws.roles()).json();
            spec.commandLine().getOut().print(json);
            spec.commandLine().getOut().flush();
        }
        return ExitCode.OK;
    }
}
