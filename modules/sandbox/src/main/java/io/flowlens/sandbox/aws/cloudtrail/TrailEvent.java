package io.flowlens.sandbox.aws.cloudtrail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One call that changed something.
 *
 * @param resources ids that the request names
 */
record TrailEvent(String id, Instant time, String source, String name, Caller caller, List<String> resources) {

    /** {@code sg-0123456789abcdef0}, and no access key or name. */
    private static final Pattern RESOURCE_ID = Pattern.compile("[a-z]{1,10}-[0-9a-f]{8,17}");

    private static final Map<String, String> TYPES = Map.of(
            "sg", "AWS::EC2::SecurityGroup",
            "acl", "AWS::EC2::NetworkAcl",
            "eni", "AWS::EC2::NetworkInterface",
            "i", "AWS::EC2::Instance",
            "subnet", "AWS::EC2::Subnet",
            "pl", "AWS::EC2::PrefixList");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whose key signed the request. */
    record Caller(String account, String accessKeyId, String arn) {

        /** The last part of the ARN: a user's name, or a role's session. */
        String userName() {
            return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
        }

        Tree identity() {
            String type = arn.endsWith(":root") ? "Root" : "AssumedRole";
            return Tree.of("type", type, "arn", arn, "accountId", account, "accessKeyId", accessKeyId);
        }
    }

    static List<String> resources(Params params) {
        return params.everyText()
                .filter(text -> RESOURCE_ID.matcher(text).matches())
                .distinct()
                .toList();
    }

    /** As {@code aws cloudtrail lookup-events} prints it: times to the second, the whole event as text. */
    Tree describe() {
        List<Tree> named = resources.stream()
                .map(resource -> Tree.of(
                        "ResourceType",
                        TYPES.get(resource.substring(0, resource.indexOf('-'))),
                        "ResourceName",
                        resource))
                .toList();
        return Tree.of(
                "EventId",
                id,
                "EventName",
                name,
                "ReadOnly",
                "false",
                "AccessKeyId",
                caller.accessKeyId(),
                "EventTime",
                time.truncatedTo(ChronoUnit.SECONDS),
                "EventSource",
                source,
                "Username",
                caller.userName(),
                "Resources",
                named,
                "CloudTrailEvent",
                text());
    }

    private String text() {
        Tree event = Tree.of(
                "eventVersion",
                "1.08",
                "userIdentity",
                caller.identity(),
                "eventTime",
                time.truncatedTo(ChronoUnit.SECONDS).toString(),
                "eventSource",
                source,
                "eventName",
                name,
                "eventID",
                id,
                "readOnly",
                false,
                "eventType",
                "AwsApiCall",
                "managementEvent",
                true,
                "recipientAccountId",
                caller.account());
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts cannot be written", e);
        }
    }
}
