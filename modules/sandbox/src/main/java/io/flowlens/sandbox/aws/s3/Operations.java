package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.util.Set;

/** Tells S3's operations apart: by method, by what they are about, and by the subresource in the query. */
final class Operations {

    /** What the query of a listing or a read may hold; any other name is a subresource that is not there. */
    private static final Set<String> PLAIN = Set.of(
            "list-type",
            "prefix",
            "delimiter",
            "continuation-token",
            "start-after",
            "max-keys",
            "encoding-type",
            "fetch-owner",
            "max-buckets",
            "bucket-region",
            "x-id");

    private static final Set<String> CONDITIONS =
            Set.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "x-amz-copy-source");

    private Operations() {}

    static String of(S3Request request) {
        if (request.headers().keySet().stream().anyMatch(CONDITIONS::contains)) {
            throw notImplemented("A header you provided");
        }
        String subresource = request.query().keySet().stream()
                .filter(name -> !PLAIN.contains(name))
                .sorted()
                .findFirst()
                .orElse("");
        String call = request.method() + " " + subject(request) + (subresource.isEmpty() ? "" : "?" + subresource);
        return switch (call) {
            case "GET service" -> "ListBuckets";
            case "PUT bucket" -> "CreateBucket";
            case "HEAD bucket" -> "HeadBucket";
            case "DELETE bucket" -> "DeleteBucket";
            case "GET bucket?location" -> "GetBucketLocation";
            case "GET bucket?notification" -> "GetBucketNotificationConfiguration";
            case "PUT bucket?notification" -> "PutBucketNotificationConfiguration";
            case "POST bucket?delete" -> "DeleteObjects";
            case "PUT object" -> "PutObject";
            case "GET object" -> "GetObject";
            case "HEAD object" -> "HeadObject";
            case "DELETE object" -> "DeleteObject";
            case "GET bucket" -> {
                if (!"2".equals(request.query().get("list-type"))) {
                    throw notImplemented("ListObjects without list-type=2");
                }
                yield "ListObjectsV2";
            }
            default -> throw notImplemented("'" + call + "'");
        };
    }

    private static String subject(S3Request request) {
        if (request.bucket().isEmpty()) {
            return "service";
        }
        return request.key().isEmpty() ? "bucket" : "object";
    }

    private static AwsException notImplemented(String what) {
        return new AwsException(501, "NotImplemented", what + " implies functionality that is not implemented.");
    }
}
