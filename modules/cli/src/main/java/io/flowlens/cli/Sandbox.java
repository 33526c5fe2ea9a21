package io.flowlens.cli;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.Chaos;
import io.flowlens.sandbox.broker.KafkaBroker;
import io.flowlens.service.KafkaSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A Kafka broker and an AWS region on this machine. */
public final class Sandbox implements AutoCloseable {

    private final SandboxRegion aws;
    private final CompletableFuture<KafkaBroker> broker;

    private Sandbox(SandboxRegion aws, CompletableFuture<KafkaBroker> broker) {
        this.aws = aws;
        this.broker = broker;
    }

    /** Returns as soon as AWS answers; the broker, which takes seconds, is waited for when it is asked for. */
    static Sandbox start(Path data, int kafkaPort, AwsConfig config) {
        SandboxRegion aws = new SandboxRegion(config);
        return new Sandbox(
                aws, CompletableFuture.supplyAsync(() -> KafkaBroker.start(data.resolve("kafka"), kafkaPort)));
    }

    /** From now on nobody on the internet knocks any more. */
    public void silenceTheInternet() {
        aws.silenceTheInternet();
    }

    void begin(List<Chaos> chaos) {
        aws.begin(chaos);
    }

    public String bootstrapServers() {
        return join(broker).bootstrapServers();
    }

    public String awsUrl() {
        return aws.url();
    }

    public KafkaSettings kafka() {
        return KafkaSettings.of(bootstrapServers(), Map.of());
    }

    public AwsClients awsClients() {
        return aws.clients();
    }

    /** What a shell has to set so that {@code aws} and {@code flowlens} speak to this sandbox. */
    public List<String> environment() {
        List<String> lines = new ArrayList<>(aws.environment());
        lines.add("export FLOWLENS_BOOTSTRAP_SERVERS=" + bootstrapServers());
        return lines;
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
        aws.close();
        broker.thenAccept(KafkaBroker::close).exceptionally(failure -> null).join();
    }
}
