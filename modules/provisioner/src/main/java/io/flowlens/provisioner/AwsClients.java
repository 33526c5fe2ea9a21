package io.flowlens.provisioner;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of the seven AWS services flowlens talks to, built when first used; safe for many threads.
 *
 * <p>They retry as the SDK's standard mode does (three attempts, throttling included); one call takes a minute at most.
 */
public final class AwsClients implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(1);

    private final AwsAccess access;
    private final Region region;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT)
            .build();
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1, AwsClients::daemon);
    private final LazyClient<DefaultCredentialsProvider> chain;
    private final LazyClient<Ec2Client> ec2 = new LazyClient<>(() -> build(Ec2Client.builder()));
    private final LazyClient<IamClient> iam = new LazyClient<>(() -> build(IamClient.builder()));
    private final LazyClient<StsClient> sts = new LazyClient<>(() -> build(StsClient.builder()));
    private final LazyClient<SsmClient> ssm = new LazyClient<>(() -> build(SsmClient.builder()));
    private final LazyClient<CloudWatchLogsClient> logs = new LazyClient<>(() -> build(CloudWatchLogsClient.builder()));
    private final LazyClient<KinesisClient> kinesis = new LazyClient<>(() -> build(KinesisClient.builder()));
    private final LazyClient<CloudTrailClient> cloudTrail = new LazyClient<>(() -> build(CloudTrailClient.builder()));
    private AwsIdentity identity;

    public AwsClients(AwsAccess access) {
        this.access = access;
        this.region = Region.of(access.region());
        this.chain = new LazyClient<>(() -> DefaultCredentialsProvider.builder()
                .profileName(access.profile().orElse(null))
                .build());
    }

    public Ec2Client ec2() {
        return ec2.get();
    }

    public IamClient iam() {
        return iam.get();
    }

    public StsClient sts() {
        return sts.get();
    }

    public SsmClient ssm() {
        return ssm.get();
    }

    public CloudWatchLogsClient logs() {
        return logs.get();
    }

    public CloudTrailClient cloudTrail() {
        return cloudTrail.get();
    }

    public KinesisClient kinesis() {
        return kinesis.get();
    }

    /**
     * The account these clients work in; AWS is asked once.
     *
     * @throws ProvisioningException when there are no credentials, AWS refuses them or cannot be reached
     */
    public synchronized AwsIdentity identity() {
        if (identity == null) {
            checkCredentials();
            String account = AwsCall.of("ask AWS whose credentials these are", sts()::getCallerIdentity)
                    .account();
            identity = identityOf(account);
        }
        return identity;
    }

    /**
     * Looks for credentials; AWS is not asked.
     *
     * @throws ProvisioningException when there are none
     */
    public void checkCredentials() {
        AwsCall.credentials(credentials()::resolveCredentials);
    }

    /** An account in this region; AWS is not asked. */
    public AwsIdentity identityOf(String account) {
        return new AwsIdentity(
                account, access.region(), PartitionMetadata.of(region).id());
    }

    /** Given ones are the caller's to close. */
    private AwsCredentialsProvider credentials() {
        return access.credentials().orElseGet(chain);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        builder.region(region)
                .credentialsProvider(credentials())
                .httpClient(http)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(RetryMode.STANDARD)
                        .apiCallTimeout(CALL_TIMEOUT)
                        .scheduledExecutorService(timers)
                        .build());
        access.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "aws-call-timeouts");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        for (LazyClient<?> client : List.of(ec2, iam, sts, ssm, logs, kinesis, cloudTrail, chain)) {
            client.close();
        }
        http.close();
        timers.shutdownNow();
    }
}
