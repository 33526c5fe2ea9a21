package io.flowlens.benchmarks.intake;

import io.flowlens.benchmarks.input.Envelope;
import io.flowlens.benchmarks.input.Estate;
import io.flowlens.topics.FlowLogHeaders;
import java.nio.charset.StandardCharsets;

/**
 * The same lines as they arrive and as they should leave.
 *
 * @param packed a Kinesis record
 * @param value the lines of the Kafka record
 */
record PackedBatch(String key, byte[] packed, byte[] value, int lines, FlowLogHeaders headers) {

    static PackedBatch of(Envelope envelope) {
        FlowLogHeaders headers = new FlowLogHeaders(
                Estate.ACCOUNT,
                Estate.REGION,
                Estate.LOG_GROUP,
                envelope.key() + "-all",
                null,
                envelope.eventTime(),
                envelope.eventTime());
        byte[] value = String.join("\n", envelope.lines()).getBytes(StandardCharsets.US_ASCII);
        return new PackedBatch(
                envelope.key(), envelope.packed(), value, envelope.lines().size(), headers);
    }
}
