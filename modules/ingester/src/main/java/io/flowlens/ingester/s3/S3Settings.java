package io.flowlens.ingester.s3;

/**
 * Which objects to read.
 *
 * @param prefix what their keys start with; may be empty
 * @param queueUrl the SQS queue that is told of new objects, which are read as they come; null to list the bucket once
 */
public record S3Settings(String bucket, String prefix, String queueUrl) {

    public S3Settings {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("the S3 bucket has no name");
        }
    }
}
