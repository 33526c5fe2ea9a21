package io.flowlens.provisioner;

/**
 * Whose network it is.
 *
 * @param account 12 digits
 * @param region such as {@code us-east-1}
 * @param partition first part of every ARN: {@code aws}, {@code aws-cn}, {@code aws-us-gov}
 */
public record AwsIdentity(String account, String region, String partition) {

    /** The ARN of one of this account's resources in this region. */
    public String arn(String service, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(partition, service, region, account, resource);
    }
}
