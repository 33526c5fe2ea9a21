package io.flowlens.cli;

import io.flowlens.provisioner.AwsClients;
import java.time.Duration;
import picocli.CommandLine.Help.Visibility;
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
public final class AwsOptions extends AwsPlace {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "${env:AWS_REGION:-${env:AWS_DEFAULT_REGION}}",
            showDefaultValue = Visibility.NEVER,
            description = "AWS region (env AWS_REGION; default: the profile's, else us-east-1).")
    private String region;

    public String region() {
        return region == null || region.isBlank() ? profileRegion() : region;
    }

    /** True when {@link #clients()} talk to another place than AWS's own. */
    boolean isElsewhere() {
        return endpointUrl() != null;
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
        boolean plain = endpointUrl() != null && "http".equals(endpointUrl().getScheme());
        return place(builder)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .protocol(plain ? Protocol.HTTP1_1 : Protocol.HTTP2));
    }

    private <B extends AwsClientBuilder<B, C>, C> B place(B builder) {
        builder.region(Region.of(region()))
                .credentialsProvider(DefaultCredentialsProvider.builder()
                        .profileName(profile())
                        .build())
                .overrideConfiguration(configuration -> configuration.retryStrategy(RetryMode.STANDARD));
        if (endpointUrl() != null) {
            builder.endpointOverride(endpointUrl());
        }
        return builder;
    }

    /** Clients with the SDK's default chain of credentials. */
    public AwsClients clients() {
        return new AwsClients(access(region()));
    }
}
