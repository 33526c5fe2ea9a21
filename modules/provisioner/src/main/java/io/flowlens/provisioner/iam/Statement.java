package io.flowlens.provisioner.iam;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement of a policy; it always allows.
 *
 * @param id what it is for, in letters and digits; empty for none
 * @param principal who may take the role, in a trust policy: a service, or the ARN of an account; else empty
 * @param actions such as {@code ec2:DescribeVpcs}
 * @param resources ARNs, or {@code *} where AWS knows no resource of these actions; empty in a trust policy
 */
public record Statement(
        String id, String principal, List<String> actions, List<String> resources, List<Condition> conditions) {

    /** What has to hold beside: {@code "StringEquals": {"aws:SourceAccount": "123456789012"}}. */
    public record Condition(String operator, String key, List<String> values) {}

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    public static Statement allow(String id, String... actions) {
        return new Statement(id, "", List.of(actions), List.of(), List.of());
    }

    /** @param principal a service, or the ARN of an account */
    static Statement trust(String principal) {
        return new Statement("", principal, List.of("sts:AssumeRole"), List.of(), List.of());
    }

    public Statement on(String... arns) {
        return new Statement(id, principal, actions, List.of(arns), conditions);
    }

    /** For actions that AWS does not tie to a resource. */
    public Statement onAnything() {
        return on("*");
    }

    public Statement when(String operator, String key, String... values) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(new Condition(operator, key, List.of(values)));
        return new Statement(id, principal, actions, resources, all);
    }
}
