package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.sandbox.network.Pace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DestinationFileFormat;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Flow logs to a bucket, from the flow log to the lines in its files. */
class FlowLogFilesTest {

    private AwsEndpoint endpoint;
    private Ec2Client ec2;
    private S3Client s3;

    @BeforeEach
    void start() {
        endpoint =
                AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(200)).withSeed(7));
        ec2 = new Clients(endpoint).of(Ec2Client.builder());
        s3 = new Clients(endpoint).of(S3Client.builder());
        s3.createBucket(create -> create.bucket("flows"));
        ec2.runInstances(run -> run.imageId(image())
                .instanceType(InstanceType.T3_NANO)
                .minCount(1)
                .maxCount(1));
    }

    @AfterEach
    void stop() {
        ec2.close();
        s3.close();
        endpoint.close();
    }

    @Test
    void writesFilesUnderAwssKeys() throws Exception {
        String id = ec2.createFlowLogs(flowLog("arn:aws:s3:::flows/raw")
                        .logFormat("${interface-id} ${end} ${log-status}")
                        .build())
                .flowLogIds()
                .get(0);

        S3Object file = firstFile();

        assertThat(file.key())
                .matches("raw/AWSLogs/123456789012/vpcflowlogs/us-east-1/\\d{4}/\\d\\d/\\d\\d/"
                        + "123456789012_vpcflowlogs_us-east-1_" + id
                        + "_\\d{8}T\\d\\d[0-5][05]Z_[0-9a-f]{8}\\.log\\.gz");
        List<String> lines = lines(file);
        assertThat(lines.get(0)).isEqualTo("interface-id end log-status");
        assertThat(lines.subList(1, lines.size()))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("eni-[0-9a-f]{17} \\d{10} NODATA"));
    }

    @Test
    void namesThePartsOfAKeyForHive() {
        ec2.createFlowLogs(flowLog("arn:aws:s3:::flows")
                .destinationOptions(options -> options.fileFormat(DestinationFileFormat.PLAIN_TEXT)
                        .hiveCompatiblePartitions(true)
                        .perHourPartition(true))
                .build());

        assertThat(firstFile().key())
                .matches("AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=us-east-1/"
                        + "year=\\d{4}/month=\\d\\d/day=\\d\\d/hour=\\d\\d/123456789012_vpcflowlogs_.*\\.log\\.gz");
        FlowLog described = ec2.describeFlowLogs().flowLogs().get(0);
        assertThat(described.logDestinationType()).isEqualTo(LogDestinationType.S3);
        assertThat(described.logDestination()).isEqualTo("arn:aws:s3:::flows");
        assertThat(described.destinationOptions().hiveCompatiblePartitions()).isTrue();
        assertThat(described.destinationOptions().perHourPartition()).isTrue();
    }

    @Test
    void refusesBucketsAndFormatsThatAreNotThere() {
        assertThatThrownBy(
                        () -> ec2.createFlowLogs(flowLog("arn:aws:s3:::nowhere").build()))
                .isInstanceOf(Ec2Exception.class)
                .hasMessageContaining("nowhere does not exist");
        assertThatThrownBy(() -> ec2.createFlowLogs(flowLog("arn:aws:s3:::flows")
                        .destinationOptions(options -> options.fileFormat(DestinationFileFormat.PARQUET))
                        .build()))
                .isInstanceOf(Ec2Exception.class)
                .hasMessageContaining("plain-text");
    }

    @Test
    void saysSoWhenTheBucketIsGone() {
        ec2.createFlowLogs(flowLog("arn:aws:s3:::flows").build());
        s3.deleteBucket(delete -> delete.bucket("flows"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        "FAILED".equals(ec2.describeFlowLogs().flowLogs().get(0).deliverLogsStatus()));
    }

    private String image() {
        return ec2.describeImages().images().get(0).imageId();
    }

    private CreateFlowLogsRequest.Builder flowLog(String bucket) {
        return CreateFlowLogsRequest.builder()
                .resourceIds(ec2.describeVpcs().vpcs().get(0).vpcId())
                .resourceType(FlowLogsResourceType.VPC)
                .trafficType(TrafficType.ALL)
                .logDestinationType(LogDestinationType.S3)
                .logDestination(bucket)
                .maxAggregationInterval(60);
    }

    private S3Object firstFile() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> s3.listObjectsV2(list -> list.bucket("flows")).contents(), files -> !files.isEmpty())
                .get(0);
    }

    private List<String> lines(S3Object file) throws IOException {
        byte[] packed =
                s3.getObjectAsBytes(get -> get.bucket("flows").key(file.key())).asByteArray();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
