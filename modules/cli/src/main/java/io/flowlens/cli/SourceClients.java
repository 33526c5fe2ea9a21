package io.flowlens.cli;

import io.flowlens.provisioner.AwsClients;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The AWS clients that a source needs, made when it asks; none for files. */
final class SourceClients implements AutoCloseable {

    private final AwsOptions aws;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private AwsClients clients;

    SourceClients(AwsOptions aws) {
        this.aws = aws;
    }

    KinesisClient kinesis() {
        return clients().kinesis();
    }

    /** To whom a stream's records are pushed. */
    KinesisAsyncClient kinesisPushing() {
        KinesisAsyncClient client =
                aws.configurePushed(KinesisAsyncClient.builder()).build();
        opened.add(client);
        return client;
    }

    CloudWatchLogsClient logs() {
        return clients().logs();
    }

    S3Client s3() {
        S3Client client = aws.configure(S3Client.builder())
                .forcePathStyle(aws.isElsewhere())
                .build();
        opened.add(client);
        return client;
    }

    SqsClient sqs() {
        SqsClient client = aws.configure(SqsClient.builder()).build();
        opened.add(client);
        return client;
    }

    /** What is missing shows in one sentence before anything is asked of AWS. */
    void checkCredentials() {
        clients().checkCredentials();
    }

    private AwsClients clients() {
        if (clients == null) {
            clients = aws.clients();
            opened.add(clients);
        }
        return clients;
    }

    @Override
    public void close() {
        for (AutoCloseable client : opened) {
            try {
                client.close();
            } catch (Exception e) {
                throw new IllegalStateException("an AWS client does not close", e);
            }
        }
    }
}
