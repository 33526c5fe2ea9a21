package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Putting records into streams. */
final class WriteActions {

    static final int MAX_DATA = 1024 * 1024;

    private static final int MAX_RECORDS = 500;
    private static final int MAX_REQUEST = 10 * 1024 * 1024;

    private final Region region;
    private final Streams streams;

    WriteActions(Region region, Streams streams) {
        this.region = region;
        this.streams = streams;
    }

    void register(Service service) {
        service.on("PutRecord", this::putOne).on("PutRecords", this::putMany);
    }

    private Tree putOne(Params params) {
        return put(streams.readable(params), params).and("EncryptionType", "NONE");
    }

    private Tree putMany(Params params) {
        Stream stream = streams.readable(params);
        List<Params> entries = params.structures("Records");
        if (entries.isEmpty() || entries.size() > MAX_RECORDS) {
            throw params.invalid("Records", "a list of 1 to " + MAX_RECORDS + " records");
        }
        long bytes =
                entries.stream().mapToLong(entry -> entry.blob("Data").length).sum();
        if (bytes > MAX_REQUEST) {
            throw AwsException.badRequest(
                    "InvalidArgumentException", "Records size exceeds " + MAX_REQUEST + " bytes limit");
        }
        List<Tree> results = new ArrayList<>(entries.size());
        entries.forEach(entry -> results.add(put(stream, entry)));
        return Tree.of("FailedRecordCount", 0, "Records", results, "EncryptionType", "NONE");
    }

    private Tree put(Stream stream, Params entry) {
        String key = entry.required("PartitionKey");
        byte[] data = entry.blob("Data");
        if (key.length() > 256) {
            throw entry.invalid("PartitionKey", "at most 256 characters");
        }
        if (data.length > MAX_DATA) {
            throw AwsException.badRequest(
                    "ValidationException",
                    "1 validation error detected: Value at 'data' failed to satisfy constraint: Member must have length less than or equal to "
                            + MAX_DATA);
        }
        BigInteger hash =
                entry.has("ExplicitHashKey") ? Resharding.hash(entry, "ExplicitHashKey") : HashRange.hashOf(key);
        Shard shard = stream.put(key, hash, data, region.now());
        return Tree.of(
                "ShardId", shard.id(), "SequenceNumber", stream.sequence().last());
    }
}
