package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The buckets of the account by name. */
final class Buckets {

    private static final int MAX_BUCKETS = 100;

    private final Map<String, Bucket> byName = new TreeMap<>();

    void add(Bucket bucket) {
        if (byName.size() == MAX_BUCKETS) {
            throw AwsException.badRequest(
                    "TooManyBuckets", "You have attempted to create more buckets than allowed: " + MAX_BUCKETS + ".");
        }
        byName.put(bucket.name(), bucket);
    }

    void remove(Bucket bucket) {
        byName.remove(bucket.name());
    }

    List<Bucket> all() {
        return new ArrayList<>(byName.values());
    }

    /** Null if there is none. */
    Bucket find(String name) {
        return byName.get(name);
    }

    Bucket named(String name) {
        Bucket bucket = byName.get(name);
        if (bucket == null) {
            throw new AwsException(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        return bucket;
    }
}
