package io.flowlens.cli;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.AwsNetworks;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Several regions, of several accounts. */
public final class AwsRegions extends AwsPlace {

    @Option(
            names = "--region",
            paramLabel = "REGION",
            split = ",",
            defaultValue = "${env:AWS_REGION:-${env:AWS_DEFAULT_REGION}}",
            showDefaultValue = Visibility.NEVER,
            description = "AWS region; repeatable (env AWS_REGION; default: the profile's, else us-east-1).")
    private List<String> regions;

    @Option(
            names = "--assume-role",
            paramLabel = "ARN",
            description = "Role in an account that is meant instead of that of the credentials; repeatable.")
    private List<String> roles = List.of();

    @Option(names = "--external-id", paramLabel = "ID", description = "What the trust policies of these roles ask for.")
    private String externalId;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** At least one. */
    public List<String> regions() {
        List<String> given = regions == null
                ? List.of()
                : regions.stream().filter(region -> !region.isBlank()).toList();
        return given.isEmpty() ? List.of(profileRegion()) : given;
    }

    public AwsNetworks.Roles roles() {
        return Usage.check(spec, () -> new AwsNetworks.Roles(roles, Optional.ofNullable(externalId)));
    }

    /** Each region of each account. */
    AwsNetworks networks() {
        if (externalId != null && roles.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--external-id is for roles: name one with --assume-role");
        }
        return new AwsNetworks(access(regions().get(0)), regions(), roles());
    }

    /** The account of the credentials, in the first region. */
    public AwsClients clients() {
        return new AwsClients(access(regions().get(0)));
    }
}
