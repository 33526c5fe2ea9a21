package io.flowlens.ingester.source;

/**
 * Where lines came from, in CloudWatch Logs' words; null where the source does not say.
 *
 * @param owner the AWS account
 */
public record LogStream(String owner, String logGroup, String name) {}
