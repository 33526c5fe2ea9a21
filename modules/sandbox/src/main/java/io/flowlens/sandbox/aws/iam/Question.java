package io.flowlens.sandbox.aws.iam;

import java.util.List;
import java.util.Map;

/**
 * What a policy is asked: may this be done?
 *
 * @param action such as {@code ec2:DescribeVpcs}
 * @param resource an ARN, or {@code *}
 * @param context values of condition keys, the keys in lower case
 */
record Question(String action, String resource, Map<String, List<String>> context) {}
