package io.flowlens.sandbox.aws.kinesis;

import java.time.Instant;

/** A data record as it lies in a shard. */
record StreamRecord(String sequenceNumber, String partitionKey, byte[] data, Instant arrival) {

    /** What counts against limits and the store: data and partition key. */
    int size() {
        return data.length + partitionKey.length();
    }
}
