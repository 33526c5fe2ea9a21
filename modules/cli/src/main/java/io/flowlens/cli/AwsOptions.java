package io.flowlens.cli;

import io.flowlens.provisioner.AwsAccess;
import io.flowlens.provisioner.AwsClients;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where AWS is, by the names that the aws tool uses. */
final class AwsOptions {

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "${env:AWS_REGION:-${env:AWS_DEFAULT_REGION:-us-east-1}}",
            description = "AWS region (env AWS_REGION; default: ${DEFAULT-VALUE}).")
    private String region;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            defaultValue = "${env:AWS_ENDPOINT_URL}",
            description = "Talk to this address instead of AWS's own, for one the sandbox (env AWS_ENDPOINT_URL).")
    private URI endpointUrl;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "${env:AWS_PROFILE}",
            description = "Profile of the shared AWS configuration (env AWS_PROFILE).")
    private String profile;

    String region() {
        return region;
    }

    /** Clients with the SDK's default chain of credentials. */
    AwsClients clients() {
        return new AwsClients(new AwsAccess(
                region, Optional.ofNullable(endpointUrl), Optional.ofNullable(profile), Optional.empty()));
    }
}
