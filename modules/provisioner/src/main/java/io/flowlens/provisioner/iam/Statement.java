package io.flowlens.provisioner.iam;

import java.util.ArrayList;
import java.util.List;

/**
 * One statement of a policy; it always allows.
 *
 * @param id what it is for, in letters and digits; empty for none
 * @param service who may take the role, in a trust policy; else empty
 * @param actions such as {@code ec2:DescribeVpcs}
 * @param resources ARNs, or {@code *} where AWS knows no resource of these actions; empty in a trust policy
 */
public record Statement(
        String id, String service, List<String> actions, List<String> resources, List<Condition> conditions) {

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

    static Statement trust(String service) {
        return new Statement("", service, List.of("sts:AssumeRole"), List.of(), List.of());
    }

    public Statement on(String... arns) {
        return new Statement(id, service, actions, List.of(arns), conditions);
    }

    /** For actions that AWS does not tie to a resource. */
    public Statement onAnything() {
        return on("*");
    }

    public Statement when(String operator, String key, String... values) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(new Condition(operator, key, List.of(values)));
        return new Statement(id, service, actions, resources, all);
    }
}
