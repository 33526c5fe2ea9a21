package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowlens.sandbox.network.Pace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code aws} command itself, where it is installed: other code than the SDK for Java, and what people type. */
class AwsCommandTest {

    private static final int TIMEOUT_SECONDS = 120;

    @TempDir
    private Path directory;

    private AwsEndpoint endpoint;

    @BeforeEach
    void start() {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean installed =
                Stream.of(path.split(File.pathSeparator)).anyMatch(each -> Files.isExecutable(Path.of(each, "aws")));
        assumeTrue(installed, "the aws command is not on the PATH");
        endpoint =
                AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(1000)).withSeed(7));
    }

    @AfterEach
    void stop() {
        if (endpoint != null) {
            endpoint.close();
        }
    }

    @Test
    void copiesFilesAndHearsOfThem() throws Exception {
        Path file = Files.writeString(directory.resolve("a b.txt"), "hello");
        aws("s3", "mb", "s3://logs");
        String queue = aws("sqs", "create-queue", "--queue-name", "files", "--query", "QueueUrl", "--output", "text");
        aws(
                "s3api",
                "put-bucket-notification-configuration",
                "--bucket",
                "logs",
                "--notification-configuration",
                "{\"QueueConfigurations\":[{\"QueueArn\":\"arn:aws:sqs:us-east-1:123456789012:files\","
                        + "\"Events\":[\"s3:ObjectCreated:*\"]}]}");

        aws("s3", "cp", file.toString(), "s3://logs/in/a b.txt");

        assertThat(aws("s3", "ls", "s3://logs/in/")).endsWith("5 a b.txt");
        aws("s3", "cp", "s3://logs/in/a b.txt", directory.resolve("back").toString());
        assertThat(directory.resolve("back")).hasContent("hello");
        assertThat(aws("sqs", "receive-message", "--queue-url", queue, "--max-number-of-messages", "10"))
                .contains("s3:TestEvent", "in/a+b.txt");
    }

    @Test
    void callsTheOtherServices() throws Exception {
        assertThat(aws("sts", "get-caller-identity")).contains("123456789012");
        assertThat(aws("ec2", "describe-vpcs")).contains("172.31.0.0/16");
        assertThat(aws("iam", "list-roles")).contains("Roles");
        assertThat(aws("logs", "describe-log-groups")).contains("logGroups");
        assertThat(aws("kinesis", "list-streams")).contains("StreamNames");
        assertThat(aws("ssm", "describe-instance-information")).contains("InstanceInformationList");
    }

    private String aws(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("aws", "--endpoint-url", endpoint.uri().toString(), "--region", "us-east-1"));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("AWS_PAGER", "");
        Process process = builder.start();
        boolean done = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!done) {
            process.destroyForcibly();
        }
        String text = Files.readString(output).strip();
        assertThat(done).as("%s ends within %d s", command, TIMEOUT_SECONDS).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, text).isZero();
        return text;
    }
}
