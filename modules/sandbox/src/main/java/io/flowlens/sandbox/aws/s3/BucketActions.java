package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Making, finding and deleting buckets. */
final class BucketActions {

    /** The oldest region, whose name is left out and where making a bucket twice is no error. */
    private static final String FIRST_REGION = "us-east-1";

    private final Region region;
    private final Buckets buckets;

    BucketActions(Region region, Buckets buckets) {
        this.region = region;
        this.buckets = buckets;
    }

    void register(Map<String, Function<S3Request, S3Response>> actions) {
        actions.put("ListBuckets", this::list);
        actions.put("CreateBucket", this::create);
        actions.put("HeadBucket", this::head);
        actions.put("DeleteBucket", this::delete);
        actions.put("GetBucketLocation", this::location);
    }

    private S3Response list(S3Request request) {
        String prefix = request.query().getOrDefault("prefix", "");
        List<Tree> listed = buckets.all().stream()
                .filter(bucket -> bucket.name().startsWith(prefix))
                .map(bucket -> Tree.of("Name", bucket.name(), "CreationDate", bucket.created()))
                .toList();
        return S3Response.xml(
                "ListAllMyBucketsResult",
                Tree.of("Owner", Tree.of("ID", region.accountId()), "Buckets", Tree.of("Bucket", listed)));
    }

    private S3Response create(S3Request request) {
        String name = request.bucket();
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw AwsException.badRequest("InvalidBucketName", "The specified bucket is not valid.");
        }
        requireThisRegion(request);
        if (buckets.find(name) == null) {
            buckets.add(new Bucket(name, region.now()));
        } else if (!region.name().equals(FIRST_REGION)) {
            throw new AwsException(
                    409,
                    "BucketAlreadyOwnedByYou",
                    "Your previous request to create the named bucket succeeded and you already own it.");
        }
        return S3Response.of(200, Map.of("Location", "/" + name));
    }

    private void requireThisRegion(S3Request request) {
        String asked =
                request.body().length == 0 ? null : XmlBody.of(request.body()).text("LocationConstraint");
        boolean here = asked == null
                ? region.name().equals(FIRST_REGION)
                : region.name().equals(asked);
        if (!here) {
            throw AwsException.badRequest(
                    "IllegalLocationConstraintException",
                    "The %s location constraint is incompatible for the region specific endpoint this request was sent to."
                            .formatted(asked == null ? "unspecified" : asked));
        }
    }

    private S3Response head(S3Request request) {
        buckets.named(request.bucket());
        return S3Response.of(200, Map.of("x-amz-bucket-region", region.name()));
    }

    private S3Response delete(S3Request request) {
        Bucket bucket = buckets.named(request.bucket());
        if (!bucket.objects().isEmpty()) {
            throw new AwsException(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
        }
        buckets.remove(bucket);
        return S3Response.noContent();
    }

    private S3Response location(S3Request request) {
        buckets.named(request.bucket());
        return S3Response.text("LocationConstraint", region.name().equals(FIRST_REGION) ? "" : region.name());
    }
}
