package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** ListObjectsV2: keys in order, those with a common prefix up to a delimiter taken together, page by page. */
final class ObjectListing {

    private static final int MAX_KEYS = 1000;
    /** Comes after every character of a key: behind it all that a common prefix stands for is past. */
    private static final String LAST = "\uffff";

    private final Buckets buckets;

    ObjectListing(Buckets buckets) {
        this.buckets = buckets;
    }

    private static final class Listed {
        private final List<StoredObject> objects = new ArrayList<>();
        private final Set<String> prefixes = new LinkedHashSet<>();
        private String place = "";
        private boolean truncated;

        int count() {
            return objects.size() + prefixes.size();
        }
    }

    S3Response answer(S3Request request) {
        Bucket bucket = buckets.named(request.bucket());
        int max = Math.min(MAX_KEYS, request.number("max-keys", MAX_KEYS));
        String token = request.query().get("continuation-token");
        String startAfter = request.query().get("start-after");
        String after = token == null ? startAfter : place(token);
        Listed listed = list(bucket, request, after == null ? "" : after, max);
        boolean encoded = "url".equals(request.query().get("encoding-type"));
        UnaryOperator<String> text = encoded ? ObjectListing::encode : UnaryOperator.identity();
        Tree result = Tree.of(
                "Name",
                bucket.name(),
                "Prefix",
                text.apply(prefix(request)),
                "Delimiter",
                delimiter(request) == null ? null : text.apply(delimiter(request)),
                "StartAfter",
                startAfter == null ? null : text.apply(startAfter),
                "EncodingType",
                encoded ? "url" : null,
                "MaxKeys",
                max,
                "KeyCount",
                listed.count(),
                "IsTruncated",
                listed.truncated,
                "ContinuationToken",
                token,
                "NextContinuationToken",
                listed.truncated ? token(listed.place) : null);
        result.and(
                "Contents",
                listed.objects.stream().map(each -> describe(each, text)).toList());
        result.and(
                "CommonPrefixes",
                listed.prefixes.stream()
                        .map(each -> Tree.of("Prefix", text.apply(each)))
                        .toList());
        return S3Response.xml("ListBucketResult", result);
    }

    private static Listed list(Bucket bucket, S3Request request, String after, int max) {
        String prefix = prefix(request);
        String delimiter = delimiter(request);
        Listed listed = new Listed();
        for (StoredObject object : bucket.objects().tailMap(prefix, true).values()) {
            String key = object.key();
            if (!key.startsWith(prefix)) {
                break;
            }
            int end = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
            String common = end < 0 ? null : key.substring(0, end + delimiter.length());
            if (key.compareTo(after) > 0 && !listed.prefixes.contains(common)) {
                if (listed.count() == max) {
                    listed.truncated = max > 0;
                    break;
                }
                add(listed, object, common);
            }
        }
        return listed;
    }

    private static void add(Listed listed, StoredObject object, String common) {
        if (common == null) {
            listed.objects.add(object);
            listed.place = object.key();
        } else {
            listed.prefixes.add(common);
            listed.place = common + LAST;
        }
    }

    private static String prefix(S3Request request) {
        return request.query().getOrDefault("prefix", "");
    }

    private static String delimiter(S3Request request) {
        String delimiter = request.query().get("delimiter");
        return delimiter == null || delimiter.isEmpty() ? null : delimiter;
    }

    private static Tree describe(StoredObject object, UnaryOperator<String> text) {
        return Tree.of(
                "Key", text.apply(object.key()),
                "LastModified", object.modified(),
                "ETag", object.etag(),
                "Size", object.content().length,
                "StorageClass", "STANDARD");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20");
    }

    private static String token(String place) {
        return Base64.getUrlEncoder().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String place(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsException.badRequest("InvalidArgument", "The continuation token provided is incorrect");
        }
    }
}
