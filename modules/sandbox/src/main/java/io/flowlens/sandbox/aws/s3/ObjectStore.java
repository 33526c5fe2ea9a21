package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.region.Region;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Puts objects into buckets and takes them out again, within one bound for all. */
final class ObjectStore {

    /** Nothing is dropped to make room: what was stored stays, what does not fit is refused. */
    private static final long MAX_BYTES = 256L * 1024 * 1024;

    private final Region region;
    private final Buckets buckets;
    private final Announcements announcements;

    ObjectStore(Region region, Buckets buckets, Announcements announcements) {
        this.region = region;
        this.buckets = buckets;
        this.announcements = announcements;
    }

    StoredObject put(Bucket bucket, String key, byte[] content, Map<String, String> metadata) {
        String etag = '"' + HexFormat.of().formatHex(md5(content)) + '"';
        StoredObject object = new StoredObject(key, content, Map.copyOf(metadata), etag, region.now());
        if (bytes() + object.size() > MAX_BYTES) {
            throw new AwsException(
                    507, "InsufficientStorage", "This sandbox keeps " + MAX_BYTES + " bytes of objects; delete some.");
        }
        bucket.put(object);
        announcements.created(bucket, object);
        return object;
    }

    private long bytes() {
        return buckets.all().stream().mapToLong(Bucket::bytes).sum();
    }

    static byte[] md5(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5, which S3 makes its ETags of.", e);
        }
    }
}
