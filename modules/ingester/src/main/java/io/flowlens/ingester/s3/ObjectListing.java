package io.flowlens.ingester.s3;

import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The objects of a bucket in the order of their keys, a page in memory at a time. */
final class ObjectListing {

    private final S3Client s3;
    private final S3Settings settings;
    private final ObjectKeys wanted;
    private final Deque<String> listed = new ArrayDeque<>();
    private String token;
    private boolean complete;

    ObjectListing(S3Client s3, S3Settings settings) {
        this.s3 = s3;
        this.settings = settings;
        this.wanted = new ObjectKeys(settings.prefix());
    }

    /** True when {@link #next()} has no more. */
    boolean isComplete() {
        return complete && listed.isEmpty();
    }

    /** The next key, or null when there is none. */
    String next() {
        while (listed.isEmpty() && !complete) {
            ListObjectsV2Response page = s3.listObjectsV2(request ->
                    request.bucket(settings.bucket()).prefix(settings.prefix()).continuationToken(token));
            page.contents().stream()
                    .map(object -> object.key())
                    .filter(wanted::areWanted)
                    .forEach(listed::add);
            token = page.nextContinuationToken();
            complete = token == null;
        }
        return listed.poll();
    }
}
