package io.flowlens.ingester.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.Envelopes;
import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.Content;
import io.flowlens.ingester.source.Content.ControlMessage;
import io.flowlens.ingester.source.Content.Reason;
import io.flowlens.ingester.source.Content.Unreadable;
import io.flowlens.ingester.source.LogStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {

    private static final String TWO_LINES = Envelopes.json("eni-0abc-all", 1, List.of("2 one", "2 two"));

    private final EnvelopeReader reader = new EnvelopeReader();

    @Test
    void takesAnEventIdThatIsANumberForTheSameInQuotes() {
        String quoted = Envelopes.json("s", 0, List.of("x")).replaceAll("\"id\":\"\\d+\"", "\"id\":\"42\"");
        String number = quoted.replace("\"42\"", "42");

        assertThat(batch(utf8(number)).id(0))
                .isNotZero()
                .isEqualTo(batch(utf8(quoted)).id(0));
    }

    @Test
    void readsWhatASubscriptionSends() {
        Batch batch = batch(Envelopes.gzip(TWO_LINES));

        assertThat(lines(batch)).isEqualTo("2 one\n2 two");
        assertThat(batch.origin()).isEqualTo(new LogStream(Envelopes.ACCOUNT, Envelopes.LOG_GROUP, "eni-0abc-all"));
        assertThat(batch.latest()).isEqualTo(1_700_000_000_001L);
    }

    @Test
    void readsWhatIsNotCompressed() {
        assertThat(lines(batch(utf8("\n " + TWO_LINES)))).isEqualTo("2 one\n2 two");
    }

    @Test
    void readsBase64OnceOrTwice() {
        byte[] once = Base64.getEncoder().encode(Envelopes.gzip(TWO_LINES));

        assertThat(lines(batch(once))).isEqualTo("2 one\n2 two");
        assertThat(lines(batch(Base64.getEncoder().encode(once)))).isEqualTo("2 one\n2 two");
    }

    @Test
    void readsSeveralDocumentsOfOneRecord() {
        String second = Envelopes.json("eni-0def-all", 1, List.of("2 three"));

        List<Content> contents = reader.decode(Envelopes.gzip(TWO_LINES + "\n" + second + Envelopes.CONTROL));

        assertThat(contents).hasSize(3).last().isInstanceOf(ControlMessage.class);
        assertThat(lines((Batch) contents.get(1))).isEqualTo("2 three");
    }

    @Test
    void readsSeveralGzipMembersOfOneRecord() {
        byte[] first = Envelopes.gzip(TWO_LINES);
        byte[] two = Arrays.copyOf(first, first.length * 2);
        System.arraycopy(first, 0, two, first.length, first.length);

        assertThat(reader.decode(two)).hasSize(2);
    }

    @Test
    void readsFieldsInAnyOrderAndOfAnyType() {
        Batch batch = batch(utf8("""
                {"logEvents":[{"extractedFields":{"account":"1","message":"no"},"message":"2 one","timestamp":"17","id":9},
                {"timestamp":null,"message":"2 two"}],"policyLevel":"ACCOUNT_LEVEL_POLICY","logStream":"eni-1",
                "logGroup":null,"messageType":"DATA_MESSAGE","subscriptionFilters":["f"],"new":{"a":[1]}}"""));

        assertThat(lines(batch)).isEqualTo("2 one\n2 two");
        assertThat(batch.latest()).isEqualTo(17);
        assertThat(batch.origin()).isEqualTo(new LogStream(null, null, "eni-1"));
        assertThat(batch.id(0)).isNotEqualTo(Batch.NO_ID);
        assertThat(batch.id(1)).isEqualTo(Batch.NO_ID);
    }

    @Test
    void givesAnEventTheSameIdHoweverItIsWritten() {
        long fast = batch(utf8(Envelopes.json("s", 7, List.of("x")))).id(0);
        String number = Envelopes.json("s", 7, List.of("x")).replaceAll("\"id\":\"(\\d+)\"", "\"id\" : \"$1\"");

        assertThat(batch(utf8(number)).id(0)).isEqualTo(fast);
        assertThat(batch(utf8(Envelopes.json("t", 7, List.of("x")))).id(0)).isNotEqualTo(fast);
        assertThat(batch(utf8(Envelopes.json("s", 8, List.of("x")))).id(0)).isNotEqualTo(fast);
    }

    @Test
    void keepsALineOneLine() {
        Batch batch = batch(utf8(Envelopes.json("s", 1, List.of("a\\nb\\r\\nc", "d\\n", "\\n", "", "e"))));

        assertThat(lines(batch)).isEqualTo("a b  c\nd\ne");
        assertThat(batch.size()).isEqualTo(3);
    }

    @Test
    void keepsCharactersOfEveryKind() {
        String odd = "ü \\u00fc \\\" \\\\ \\t 😀";

        assertThat(lines(batch(utf8(Envelopes.json("s", 1, List.of(odd)))))).isEqualTo("ü ü \" \\ \t 😀");
    }

    @Test
    void skipsControlMessagesWithOrWithoutAType() {
        String noType = Envelopes.CONTROL.replace("\"messageType\":\"CONTROL_MESSAGE\",", "");
        String otherOwner = noType.replace("CloudwatchLogs", "123456789012");

        for (String control : List.of(Envelopes.CONTROL, noType, otherOwner)) {
            assertThat(reader.decode(Envelopes.gzip(control))).containsExactly(new ControlMessage());
        }
    }

    @Test
    void readsLogEventsWithoutAMessageType() {
        String noType = TWO_LINES.replace("\"messageType\":\"DATA_MESSAGE\",", "");

        assertThat(lines(batch(utf8(noType)))).isEqualTo("2 one\n2 two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "plain text", "[]", "2 123 eni-1 - -", "\u0000\u0001"})
    void refusesWhatIsNoEnvelope(String text) {
        assertThat(reason(utf8(text))).isEqualTo(Reason.NOT_AN_ENVELOPE);
    }

    @Test
    void saysWhyItRefuses() {
        assertThat(reason(utf8("{\"a\":"))).isEqualTo(Reason.BROKEN_JSON);
        assertThat(reason(utf8(TWO_LINES + "garbage"))).isEqualTo(Reason.BROKEN_JSON);
        assertThat(reason(utf8("{\"a\":1}"))).isEqualTo(Reason.NO_LOG_EVENTS);
        assertThat(reason(utf8("{\"messageType\":\"OTHER\",\"logEvents\":[]}"))).isEqualTo(Reason.UNKNOWN_TYPE);
        assertThat(reason(utf8("{\"logEvents\":[7]}"))).isEqualTo(Reason.BAD_EVENT);
        assertThat(reason(utf8("{\"logEvents\":[{\"id\":\"1\"}]}"))).isEqualTo(Reason.BAD_EVENT);
        assertThat(reason(utf8("{\"logEvents\":[{\"message\":{}}]}"))).isEqualTo(Reason.BAD_EVENT);
    }

    @Test
    void refusesARecordThatOpensToMoreThanItHolds() {
        assertThat(reason(Envelopes.gzip(" ".repeat(OpenedBytes.MAX + 1)))).isEqualTo(Reason.TOO_LARGE);
        assertThat(lines(batch(Envelopes.gzip(TWO_LINES)))).isEqualTo("2 one\n2 two");
    }

    @Test
    void refusesGzipThatWasCutOff() {
        byte[] whole = Envelopes.gzip(TWO_LINES);

        for (int length = 2; length < whole.length; length++) {
            assertThat(reason(Arrays.copyOf(whole, length))).isEqualTo(Reason.BROKEN_GZIP);
        }
    }

    @Test
    void neverThrowsWhateverComes() {
        byte[] packed = Envelopes.gzip(TWO_LINES);
        byte[] plain = utf8(TWO_LINES);
        long seed = 20_240_817;
        Random random = new Random(seed);

        for (int i = 0; i < 20_000; i++) {
            byte[] broken = (i % 2 == 0 ? packed : plain).clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThat(reader.decode(broken)).as("seed %d, round %d", seed, i).isNotEmpty();
        }
    }

    private Batch batch(byte[] data) {
        List<Content> contents = reader.decode(data);
        assertThat(contents).hasSize(1);
        assertThat(contents.get(0)).isInstanceOf(Batch.class);
        return (Batch) contents.get(0);
    }

    private Reason reason(byte[] data) {
        List<Content> contents = reader.decode(data);
        assertThat(contents).hasSize(1);
        assertThat(contents.get(0)).isInstanceOf(Unreadable.class);
        return ((Unreadable) contents.get(0)).reason();
    }

    private static String lines(Batch batch) {
        return new String(batch.lines(0, batch.size()), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
