package io.flowlens.sandbox.aws;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Hides what was made just now, as a service does whose answers come from copies that are not all up to date: who names it is
 * told that there is no such thing, who lists sees the others.
 */
final class Newness {

    private static final int MOST = 10_000;

    /** The parameter that names what is made; for EC2, which hands out ids, members of the answer. */
    private static final Map<String, String> NAMED_BY = Map.of(
            "iam:CreateRole", "RoleName",
            "iam:CreateInstanceProfile", "InstanceProfileName",
            "logs:CreateLogGroup", "logGroupName",
            "kinesis:CreateStream", "StreamName");

    private static final Map<String, AwsException> ABSENT = Map.of(
            "iam", new AwsException(404, "NoSuchEntity", "It cannot be found."),
            "logs", AwsException.badRequest("ResourceNotFoundException", "The specified log group does not exist."),
            "kinesis", AwsException.badRequest("ResourceNotFoundException", "The stream is not found."));

    /** By {@code service/text}. */
    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    /** Takes note of what a call has made. */
    void made(String service, String operation, Params params, Tree answer, Duration hidden) {
        String action = service + ":" + operation;
        if (hidden.isZero() || until.size() > MOST) {
            return;
        }
        Stream<String> made = Stream.empty();
        if (NAMED_BY.containsKey(action)) {
            made = Stream.of(params.text(NAMED_BY.get(action)));
        } else if (action.equals("ec2:CreateSecurityGroup")) {
            made = Stream.of((String) answer.get("groupId"));
        } else if (action.equals("ec2:RunInstances")) {
            made = trees(answer.get("instancesSet")).map(instance -> (String) instance.get("instanceId"));
        }
        Instant end = Instant.now().plus(hidden);
        made.forEach(text -> until.put(service + "/" + text, end));
    }

    /** Refuses a call that names what is new. */
    void refuse(String service, String operation, Params params) {
        if (until.isEmpty() || operation.startsWith("Create")) {
            return;
        }
        Optional<String> hidden =
                params.everyText().filter(text -> isNew(service, text)).findFirst();
        if (hidden.isPresent()) {
            throw service.equals("ec2") ? absentInEc2(hidden.get()) : ABSENT.get(service);
        }
    }

    private static AwsException absentInEc2(String id) {
        String kind = id.startsWith("sg-") ? "InvalidGroup" : "InvalidInstanceID";
        return AwsException.badRequest(kind + ".NotFound", "The id '" + id + "' does not exist");
    }

    /** Takes what is new out of every list of an answer. */
    void hide(String service, String operation, Tree answer) {
        boolean reads = operation.startsWith("Describe") || operation.startsWith("List");
        if (reads && !until.isEmpty()) {
            hide(service, answer);
        }
    }

    private void hide(String service, Tree tree) {
        tree.replaceAll((name, value) -> {
            if (value instanceof Tree inner) {
                hide(service, inner);
                return inner;
            }
            return value instanceof List<?> list ? visible(service, list) : value;
        });
    }

    private List<Object> visible(String service, List<?> list) {
        List<Object> visible = new ArrayList<>();
        for (Object each : list) {
            if (each instanceof Tree tree) {
                if (tree.values().stream().anyMatch(value -> value instanceof String text && isNew(service, text))) {
                    continue;
                }
                hide(service, tree);
            }
            visible.add(each);
        }
        return visible;
    }

    private boolean isNew(String service, String text) {
        Instant end = until.get(service + "/" + text);
        if (end == null) {
            return false;
        }
        if (Instant.now().isBefore(end)) {
            return true;
        }
        until.remove(service + "/" + text);
        return false;
    }

    private static Stream<Tree> trees(Object list) {
        return list instanceof List<?> items
                ? items.stream().filter(Tree.class::isInstance).map(Tree.class::cast)
                : Stream.empty();
    }

    void clear() {
        until.clear();
    }
}
