package io.flowlens.topics;

/**
 * Where a flow was recorded. Whatever is unknown is null.
 *
 * @param account owner of the log group
 * @param region AWS region
 * @param vpcId the interface's VPC
 * @param interfaceId the interface that wrote the record: the one that rejected
 */
public record Place(String account, String region, String vpcId, String interfaceId) {}
