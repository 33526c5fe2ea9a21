package io.flowlens.cli;

import io.flowlens.provisioner.AwsAccess;
import io.flowlens.provisioner.AwsClients;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Where AWS is, by the names that the aws tool uses. */
public final class AwsOptions {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

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

    public String region() {
        return region;
    }

    /** True when {@link #clients()} talk to another place than AWS's own. */
    boolean isElsewhere() {
        return endpointUrl != null;
    }

    /** Points a client of a service that {@link #clients()} does not have at the same place. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(B builder) {
        return place(builder)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT));
    }

    /** The same for a client that AWS pushes to: over HTTP/2, as AWS does it, and HTTP/1.1 where there is no TLS. */
    <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> B configurePushed(B builder) {
        boolean plain = endpointUrl != null && "http".equals(endpointUrl.getScheme());
        return place(builder)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .protocol(plain ? Protocol.HTTP1_1 : Protocol.HTTP2));
    }

    private <B extends AwsClientBuilder<B, C>, C> B place(B builder) {
        builder.region(Region.of(region))
                .credentialsProvider(DefaultCredentialsProvider.builder()
                        .profileName(profile)
                        .build())
                .overrideConfiguration(configuration -> configuration.retryStrategy(RetryMode.STANDARD));
        if (endpointUrl != null) {
            builder.endpointOverride(endpointUrl);
        }
        return builder;
    }

    /** Clients with the SDK's default chain of credentials. */
    public AwsClients clients() {
        return new AwsClients(new AwsAccess(
                region, Optional.ofNullable(endpointUrl), Optional.ofNullable(profile), Optional.empty()));
    }
}
