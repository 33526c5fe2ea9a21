package io.flowlens.recording.anonymous;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.InventoryMark;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnonymizerTest {

    private static final String ENI = "eni-0123456789abcdef0";
    private static final String ACCOUNT = "123456789012";

    private final Topics topics = Topics.withDefaults();
    private Anonymizer anonymizer;

    @BeforeEach
    void open() {
        byte[] key = new byte[Pseudonyms.KEY_LENGTH];
        new Random(1).nextBytes(key);
        anonymizer = new Anonymizer(topics, key);
    }

    @Test
    void theSameIsTheSameWhereverItStands() {
        ConsumerRecord<byte[], byte[]> resource = resource(InventoryType.NETWORK_INTERFACE, ENI, """
                {"NetworkInterfaceId":"eni-0123456789abcdef0","OwnerId":"123456789012","PrivateDnsName":"ip-10-0-0-7.internal",
                 "PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"10.0.0.7"}],"TagSet":[{"Key":"Name","Value":"pay roll"}]}""");
        ConsumerRecord<byte[], byte[]> flows =
                flows(ENI, "2 123456789012 eni-0123456789abcdef0 10.0.0.7 52.1.2.3 443 50000 6 4 840 1 2 ACCEPT OK");

        String json = text(resource.value());
        String[] fields = text(flows.value()).split(" ");

        assertThat(text(resource.key()))
                .startsWith("eni-")
                .hasSize(ENI.length())
                .isNotEqualTo(ENI);
        assertThat(text(flows.key())).isEqualTo(text(resource.key())).isEqualTo(fields[2]);
        assertThat(json).contains("\"NetworkInterfaceId\":\"" + fields[2], "\"OwnerId\":\"" + fields[1] + "\"");
        assertThat(json).contains("\"PrivateIpAddress\":\"" + fields[3], "\"Key\":\"Name\",\"Value\":\"name-");
        assertThat(fields[1]).matches("\\d{12}").isNotEqualTo(ACCOUNT);
        assertThat(fields[3]).startsWith("10.");
        assertThat(List.of(fields).subList(5, 14))
                .containsExactly("443", "50000", "6", "4", "840", "1", "2", "ACCEPT", "OK");
        assertThat(json + text(flows.value())).doesNotContain("10.0.0.7", "52.1.2.3", "pay", "internal", ENI, ACCOUNT);
    }

    @Test
    void headersAreReplacedAsWell() {
        FlowLogHeaders headers =
                FlowLogHeaders.of(flows(ENI, "2 - - - - - - - - - 1 2 - NODATA").headers());

        assertThat(headers.account()).matches("\\d{12}").isNotEqualTo(ACCOUNT);
        assertThat(headers.region()).isEqualTo("eu-west-1");
        assertThat(headers.logGroup()).startsWith("name-");
        assertThat(headers.logStream()).matches("eni-[0-9a-f]{17}-all").doesNotContain(ENI);
        assertThat(headers.eventTime()).isEqualTo(5);
    }

    /** By the format that its flow log has; the group's name is replaced in both places. */
    @Test
    void readsLinesInTheFormatOfTheirLogGroup() {
        ConsumerRecord<byte[], byte[]> flowLog = resource(InventoryType.FLOW_LOG, "fl-0123456789abcdef0", """
                {"FlowLogId":"fl-0123456789abcdef0","LogGroupName":"logs","LogFormat":"${srcaddr} ${instance-tag} ${type}"}""");
        ConsumerRecord<byte[], byte[]> flows = flows(ENI, "52.1.2.3 Name%3Dpay IPv4\nbut this is none of it");

        assertThat(text(flows.value())).matches("\\d+\\.\\d+\\.\\d+\\.\\d+ name-[0-9a-f]{10} IPv4\nunreadable");
        assertThat(text(flowLog.value()))
                .contains(FlowLogHeaders.of(flows.headers()).logGroup());
    }

    @Test
    void aMarkIsOfTheSameAccountAsTheResources() {
        ProducerRecord<String, byte[]> mark = new InventoryMark(ACCOUNT, "eu-west-1", 77).to(topics.inventory());

        ConsumerRecord<byte[], byte[]> anonymous = anonymizer.apply(record(mark));

        String account = FlowLogHeaders.of(flows(ENI, "").headers()).account();
        assertThat(text(anonymous.key())).isEqualTo("mark/" + account + "/eu-west-1");
        assertThat(text(anonymous.value())).isEqualTo("{\"reached\":77}");
    }

    @Test
    void twoRecordingsDoNotMatch() {
        ConsumerRecord<byte[], byte[]> record =
                record(new ProducerRecord<>(topics.flowLogs().name(), ENI, null));

        assertThat(Arrays.equals(
                        Anonymizer.of(topics).apply(record).key(),
                        Anonymizer.of(topics).apply(record).key()))
                .isFalse();
    }

    private ConsumerRecord<byte[], byte[]> resource(InventoryType type, String id, String json) {
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        return anonymizer.apply(
                record(new InventoryRecord(type, id, ACCOUNT, "eu-west-1", 9, value).to(topics.inventory())));
    }

    private ConsumerRecord<byte[], byte[]> flows(String key, String lines) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topics.flowLogs().name(), key, lines.getBytes(StandardCharsets.UTF_8));
        new FlowLogHeaders(ACCOUNT, "eu-west-1", "logs", key + "-all", null, 5, 6).writeTo(record.headers());
        return anonymizer.apply(record(record));
    }

    private static ConsumerRecord<byte[], byte[]> record(ProducerRecord<String, byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                1,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key().getBytes(StandardCharsets.UTF_8),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
