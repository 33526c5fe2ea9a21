package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.flowlens.sandbox.network.Pace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, byte for byte where a client depends on it. */
class WireTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final String JSON_TYPE = "application/x-amz-json-1.1";
    private static final String CBOR_TYPE = "application/x-amz-cbor-1.1";

    private final HttpClient http = HttpClient.newHttpClient();
    private AwsEndpoint endpoint;

    @BeforeEach
    void start() {
        endpoint =
                AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(1000)).withSeed(7));
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void speaksJsonToThoseWhoSpeakJson() throws Exception {
        createStream();
        kinesis(
                "PutRecord",
                JSON_TYPE,
                JSON.writeValueAsBytes(Map.of("StreamName", "s", "PartitionKey", "k", "Data", "aGVsbG8=")));

        String answer = new String(records(JSON_TYPE, JSON), StandardCharsets.UTF_8);

        assertThat(answer).contains("\"Data\":\"aGVsbG8=\"");
        assertThat(answer).containsPattern("\"ApproximateArrivalTimestamp\":\\d{10}\\.\\d{3},");
    }

    @Test
    void speaksCborToThoseWhoSpeakCbor() throws Exception {
        createStream();
        byte[] data = "hello".getBytes(StandardCharsets.UTF_8);
        kinesis(
                "PutRecord",
                CBOR_TYPE,
                CBOR.writeValueAsBytes(Map.of("StreamName", "s", "PartitionKey", "k", "Data", data)));

        JsonNode record =
                CBOR.readTree(records(CBOR_TYPE, CBOR)).path("Records").get(0);

        assertThat(record.path("Data").isBinary()).isTrue();
        assertThat(record.path("Data").binaryValue()).isEqualTo(data);
        assertThat(record.path("ApproximateArrivalTimestamp").asLong()).isGreaterThan(1_000_000_000_000L);
    }

    @Test
    void reportsErrorsInTheProtocolOfTheRequest() throws Exception {
        HttpResponse<byte[]> json =
                kinesis("DescribeStream", JSON_TYPE, "{\"StreamName\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> xml = post(
                "iam",
                null,
                "application/x-www-form-urlencoded",
                "Action=GetRole&RoleName=x".getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> ec2 = post(
                "ec2",
                null,
                "application/x-www-form-urlencoded",
                "Action=DescribeVpcs&VpcId.1=vpc-x".getBytes(StandardCharsets.UTF_8));

        assertThat(JSON.readTree(json.body()).path("__type").asText()).isEqualTo("ResourceNotFoundException");
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(xml.statusCode()).isEqualTo(404);
        assertThat(text(xml)).contains("<Error><Type>Sender</Type><Code>NoSuchEntity</Code>");
        assertThat(text(ec2)).contains("<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code>");
    }

    @Test
    void demandsToKnowWhoCalls() throws Exception {
        HttpRequest unsigned = HttpRequest.newBuilder(endpoint.uri())
                .POST(BodyPublishers.ofString("Action=DescribeVpcs"))
                .build();

        HttpResponse<byte[]> response = http.send(unsigned, BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(text(response)).contains("MissingAuthenticationToken");
    }

    @Test
    void namesOperationsItDoesNotHave() throws Exception {
        HttpResponse<byte[]> json = kinesis("Fly", JSON_TYPE, new byte[0]);
        HttpResponse<byte[]> xml =
                post("ec2", null, "application/x-www-form-urlencoded", "Action=Fly".getBytes(StandardCharsets.UTF_8));

        assertThat(text(json)).contains("UnknownOperationException", "Fly");
        assertThat(text(xml)).contains("InvalidAction", "Fly");
    }

    @Test
    void answersNonsenseWithAClearError() throws Exception {
        assertThat(kinesis("PutRecord", JSON_TYPE, "[1]".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(kinesis("PutRecord", CBOR_TYPE, new byte[] {(byte) 0xFF, 1, 2})
                        .statusCode())
                .isEqualTo(400);
        assertThat(kinesis("CreateStream", JSON_TYPE, "{\"StreamName\":{\"a\":1}}".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(
                                "ec2",
                                null,
                                "x",
                                "Action=DescribeVpcs&Filter.1=a&Filter.1.Name=b&%zz=1".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(kinesis("PutRecord", JSON_TYPE, new byte[17 * 1024 * 1024]).statusCode())
                .isEqualTo(413);
    }

    @Test
    void unpacksBodiesThatComePacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"Limit\":3}".getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest request = request("kinesis", "Kinesis_20131202.ListStreams", JSON_TYPE)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();

        assertThat(text(http.send(request, BodyHandlers.ofByteArray()))).contains("\"StreamNames\":[]");
    }

    @Test
    void failsOnDemand() throws Exception {
        endpoint.faults().throttle("kinesis:ListStreams", 1);
        assertThat(text(kinesis("ListStreams", JSON_TYPE, new byte[0])))
                .contains("ProvisionedThroughputExceededException");
        endpoint.faults().clear();
        endpoint.faults().fail("*", 1);
        assertThat(kinesis("ListStreams", JSON_TYPE, new byte[0]).statusCode()).isEqualTo(500);
        endpoint.faults().clear();
        assertThat(kinesis("ListStreams", JSON_TYPE, new byte[0]).statusCode()).isEqualTo(200);
    }

    @Test
    void takesFaultsFromOutside() throws Exception {
        assertThat(orderFaults("POST", "{\"operation\":\"kinesis:ListStreams\",\"throttle\":1}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(text(kinesis("ListStreams", JSON_TYPE, new byte[0])))
                .contains("ProvisionedThroughputExceededException");
        assertThat(orderFaults("DELETE", "").statusCode()).isEqualTo(204);
        assertThat(kinesis("ListStreams", JSON_TYPE, new byte[0]).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesTheCallsThatWereOrderedToBe() throws Exception {
        byte[] none = "{}".getBytes(StandardCharsets.UTF_8);
        String order =
                "{\"operation\":\"kinesis:ListStreams\",\"code\":\"ExpiredTokenException\",\"skip\":1,\"times\":1}";
        assertThat(orderFaults("POST", order).statusCode()).isEqualTo(204);

        assertThat(kinesis("ListStreams", JSON_TYPE, none).statusCode()).isEqualTo(200);
        assertThat(text(kinesis("ListStreams", JSON_TYPE, none))).contains("ExpiredTokenException");
        assertThat(kinesis("ListStreams", JSON_TYPE, none).statusCode()).isEqualTo(200);
    }

    @Test
    void hidesWhatIsNewUntilTheChaosEnds() throws Exception {
        assertThat(orderFaults("POST", "{\"chaos\":\"eventual-consistency\"}").statusCode())
                .isEqualTo(204);
        byte[] stream = "{\"StreamName\":\"s\",\"ShardCount\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(kinesis("CreateStream", JSON_TYPE, stream).statusCode()).isEqualTo(200);

        assertThat(text(kinesis("DescribeStreamSummary", JSON_TYPE, stream))).contains("ResourceNotFoundException");
        assertThat(text(kinesis("CreateStream", JSON_TYPE, stream))).contains("ResourceInUseException");

        orderFaults("DELETE", "");
        assertThat(kinesis("DescribeStreamSummary", JSON_TYPE, stream).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesFaultsThatMakeNoSense() throws Exception {
        assertThat(orderFaults("POST", "{\"chaos\":\"war\"}").body())
                .asString(StandardCharsets.UTF_8)
                .contains("No chaos is called 'war'", "ssm-late");
        assertThat(orderFaults("POST", "{\"operation\":\"*\",\"code\":\"A\",\"status\":200}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(orderFaults("POST", "{\"operation\":\"*\",\"throttle\":2}").body())
                .asString(StandardCharsets.UTF_8)
                .contains("not between 0 and 1");
        assertThat(orderFaults("POST", "{\"operation\":\"*\",\"explode\":1}").statusCode())
                .isEqualTo(400);
        assertThat(orderFaults("POST", "nonsense").statusCode()).isEqualTo(400);
        assertThat(orderFaults("GET", "").statusCode()).isEqualTo(405);
    }

    private HttpResponse<byte[]> orderFaults(String method, String order) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint.uri().resolve("/_sandbox/faults"))
                .method(method, BodyPublishers.ofString(order))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private void createStream() throws Exception {
        kinesis("CreateStream", JSON_TYPE, "{\"StreamName\":\"s\",\"ShardCount\":1}".getBytes(StandardCharsets.UTF_8));
        Awaitility.await()
                .until(() -> text(kinesis(
                                "DescribeStream", JSON_TYPE, "{\"StreamName\":\"s\"}".getBytes(StandardCharsets.UTF_8)))
                        .contains("ACTIVE"));
    }

    private byte[] records(String type, ObjectMapper mapper) throws Exception {
        Map<String, String> place =
                Map.of("StreamName", "s", "ShardId", "shardId-000000000000", "ShardIteratorType", "TRIM_HORIZON");
        byte[] iterator = kinesis("GetShardIterator", type, mapper.writeValueAsBytes(place))
                .body();
        String token = mapper.readTree(iterator).path("ShardIterator").asText();
        return kinesis("GetRecords", type, mapper.writeValueAsBytes(Map.of("ShardIterator", token)))
                .body();
    }

    private HttpResponse<byte[]> kinesis(String operation, String type, byte[] body)
            throws IOException, InterruptedException {
        return post("kinesis", "Kinesis_20131202." + operation, type, body);
    }

    private HttpResponse<byte[]> post(String service, String target, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request = request(service, target, type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String service, String target, String type) {
        String scope = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/" + service + "/aws4_request, Signature=0";
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.uri())
                .header("Authorization", scope)
                .header("Content-Type", type);
        return target == null ? request : request.header("X-Amz-Target", target);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
