package io.flowlens.ingester;

import io.flowlens.ingester.source.Start;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.Topics;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** An ingester in a process of its own, to be killed. */
final class IngesterProcess {

    private IngesterProcess() {}

    /** @param args brokers, topic prefix, AWS endpoint, stream */
    public static void main(String[] args) throws InterruptedException {
        KinesisClient kinesis = Outside.client(URI.create(args[2]));
        IngesterService ingester = Outside.ingester(
                kinesis,
                args[3],
                new Start.Oldest(),
                KafkaSettings.of(args[0], Map.of()),
                new Topics(args[1], 4),
                new Meters());
        ingester.start();
        new CountDownLatch(1).await();
    }

    static Process start(Outside outside, Topics topics, String stream) throws IOException {
        String prefix = topics.flowLogs().name().replace("flow-logs", "");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        IngesterProcess.class.getName(),
                        outside.kafka().bootstrapServers(),
                        prefix,
                        outside.awsUri().toString(),
                        stream)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/ingester-process.log"))
                .start();
    }
}
