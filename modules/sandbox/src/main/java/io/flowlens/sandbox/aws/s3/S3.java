package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.sqs.Sqs;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Simple Storage Service, path-style addresses: buckets of whole objects, and word of new ones to queues. */
public final class S3 {

    private final Map<String, Function<S3Request, S3Response>> actions = new TreeMap<>();
    private final Buckets buckets = new Buckets();
    private final ObjectStore store;

    public S3(Region region, Sqs sqs) {
        Announcements announcements = new Announcements(region, sqs);
        store = new ObjectStore(region, buckets, announcements);
        new BucketActions(region, buckets).register(actions);
        new ObjectActions(buckets, store).register(actions);
        new NotificationActions(buckets, announcements).register(actions);
        actions.put("ListObjectsV2", new ObjectListing(buckets)::answer);
    }

    /** The name of the operation a call is for, such as {@code PutObject}. */
    public String operation(S3Request request) {
        return Operations.of(request);
    }

    /** Answers a call; {@link AwsException} for errors that the caller is to see. */
    public synchronized S3Response answer(S3Request request) {
        return actions.get(Operations.of(request)).apply(request);
    }

    public synchronized boolean hasBucket(String name) {
        return buckets.find(name) != null;
    }

    /** Stores an object for another service; {@link AwsException} if the bucket is gone or there is no room. */
    public synchronized void put(String bucket, String key, byte[] content) {
        store.put(buckets.named(bucket), key, content, Map.of("Content-Type", "application/octet-stream"));
    }
}
