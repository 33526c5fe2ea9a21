package io.flowlens.cli.account;

import io.flowlens.provisioner.logs.SubscriptionRequest.Source;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whose flow logs are meant. */
final class SourceOptions {

    @ArgGroup(multiplicity = "1")
    private OneOf oneOf;

    /** picocli fills in the one that was given. */
    static final class OneOf {

        @Option(
                names = "--log-group",
                paramLabel = "NAME",
                required = true,
                description = "Log group that flow logs are written to already.")
        private String logGroup;

        @Option(
                names = "--vpc",
                paramLabel = "VPC",
                required = true,
                description = "VPC whose flow log is meant; where it has none into a log group, one is made.")
        private String vpcId;
    }

    Source source() {
        return oneOf.logGroup == null ? Source.vpc(oneOf.vpcId) : Source.logGroup(oneOf.logGroup);
    }

    /** As it was given, to be given again. */
    String words() {
        return oneOf.logGroup == null ? "--vpc " + oneOf.vpcId : "--log-group " + oneOf.logGroup;
    }
}
