package io.flowlens.cli;

import io.flowlens.provisioner.AwsAccess;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.aws.Chaos;
import io.flowlens.sandbox.network.Scanners;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An AWS region on this machine, with an internet that knocks at its public addresses. */
final class SandboxRegion implements AutoCloseable {

    /** The sandbox looks at no signature; the SDK wants something to sign with. */
    private static final String ANY_KEY = "sandbox";

    private final AwsConfig config;
    private final AwsEndpoint aws;
    private final Scanners scanners;

    SandboxRegion(AwsConfig config) {
        this.config = config;
        this.aws = AwsEndpoint.start(config);
        this.scanners = aws.network().scan(config.seed(), Scanners.USUAL_INTERVAL);
    }

    void begin(List<Chaos> chaos) {
        chaos.forEach(aws.faults()::begin);
    }

    String url() {
        return aws.uri().toString();
    }

    AwsClients clients() {
        var anybody = StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY_KEY, ANY_KEY));
        return new AwsClients(AwsAccess.at(aws.uri(), config.region(), anybody));
    }

    /** What a shell has to set so that {@code aws} and {@code flowlens} speak to it. */
    List<String> environment() {
        return List.of(
                "export AWS_ENDPOINT_URL=" + url(),
                "export AWS_ACCESS_KEY_ID=" + ANY_KEY + " AWS_SECRET_ACCESS_KEY=" + ANY_KEY,
                "export AWS_DEFAULT_REGION=" + config.region());
    }

    /** From now on nobody on the internet knocks any more. */
    void silenceTheInternet() {
        scanners.close();
    }

    @Override
    public void close() {
        scanners.close();
        aws.close();
    }
}
