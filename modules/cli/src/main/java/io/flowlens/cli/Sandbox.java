package io.flowlens.cli;

import io.flowlens.provisioner.AwsAccess;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.broker.KafkaBroker;
import io.flowlens.sandbox.network.Pace;
import io.flowlens.sandbox.network.Scanners;
import io.flowlens.service.KafkaSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A Kafka broker and an AWS region on this machine. */
public final class Sandbox implements AutoCloseable {

    /** The sandbox looks at no signature; the SDK wants something to sign with. */
    private static final String ANY_KEY = "sandbox";

    private final CompletableFuture<KafkaBroker> broker;
    private final AwsEndpoint aws;
    private final io.flowlens.sandbox.aws.AwsConfig config;
    private final Scanners scanners;

    private Sandbox(CompletableFuture<KafkaBroker> broker, AwsEndpoint aws, io.flowlens.sandbox.aws.AwsConfig config) {
        this.broker = broker;
        this.aws = aws;
        this.config = config;
        this.scanners = aws.network().scan(config.seed(), Scanners.USUAL_INTERVAL);
    }

    /** Returns as soon as AWS answers; the broker, which takes seconds, is waited for when it is asked for. */
    public static Sandbox start(Path data, int kafkaPort, int awsPort, Pace pace) {
        io.flowlens.sandbox.aws.AwsConfig config =
                io.flowlens.sandbox.aws.AwsConfig.defaults().withPort(awsPort).withPace(pace);
        AwsEndpoint aws = AwsEndpoint.start(config);
        CompletableFuture<KafkaBroker> broker =
                CompletableFuture.supplyAsync(() -> KafkaBroker.start(data.resolve("kafka"), kafkaPort));
        return new Sandbox(broker, aws, config);
    }

    /** From now on nobody on the internet knocks any more. */
    public void silenceTheInternet() {
        scanners.close();
    }

    public String bootstrapServers() {
        return broker().bootstrapServers();
    }

    public String awsUrl() {
        return aws.uri().toString();
    }

    public KafkaSettings kafka() {
        return KafkaSettings.of(bootstrapServers(), Map.of());
    }

    public AwsClients awsClients() {
        var anybody = StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY_KEY, ANY_KEY));
        return new AwsClients(AwsAccess.at(aws.uri(), config.region(), anybody));
    }

    /** What a shell has to set so that {@code aws} and {@code flowlens} speak to this sandbox. */
    public List<String> environment() {
        return List.of(
                "export AWS_ENDPOINT_URL=" + awsUrl(),
                "export AWS_ACCESS_KEY_ID=" + ANY_KEY + " AWS_SECRET_ACCESS_KEY=" + ANY_KEY,
                "export AWS_DEFAULT_REGION=" + config.region(),
                "export FLOWLENS_BOOTSTRAP_SERVERS=" + bootstrapServers());
    }

    private KafkaBroker broker() {
        return join(broker);
    }

    /** Waits for what was started beside; throws what it threw. */
    public static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        scanners.close();
        aws.close();
        broker.thenAccept(KafkaBroker::close).exceptionally(failure -> null).join();
    }
}
