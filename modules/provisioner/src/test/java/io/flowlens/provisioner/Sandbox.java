package io.flowlens.provisioner;

import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.aws.Faults;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An AWS region of this test's own, and clients for it. */
public final class Sandbox implements AutoCloseable {

    private static final long SEED = 7;

    private final AwsEndpoint endpoint = AwsEndpoint.start(AwsConfig.defaults().withSeed(SEED));
    private final AwsClients clients = new AwsClients(AwsAccess.at(
            endpoint.uri(),
            "us-east-1",
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret"))));

    public AwsClients clients() {
        return clients;
    }

    public URI uri() {
        return endpoint.uri();
    }

    public Faults faults() {
        return endpoint.faults();
    }

    @Override
    public void close() {
        clients.close();
        endpoint.close();
    }
}
