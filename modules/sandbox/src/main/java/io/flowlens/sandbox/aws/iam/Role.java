package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A role: who may assume it, and the policies it has inline and attached. */
final class Role {

    private final String name;
    private final String path;
    private final String id;
    private final String arn;
    private final Instant created;
    private final Tags tags = new Tags();
    private final Map<String, PolicyDocument> inlinePolicies = new TreeMap<>();
    private final Map<String, String> attachedPolicies = new TreeMap<>();
    private PolicyDocument trust;
    private String description;
    private int maxSessionSeconds = 3600;

    Role(String name, String path, String id, String accountId, Instant created) {
        this.name = name;
        this.path = path;
        this.id = id;
        this.arn = "arn:aws:iam::" + accountId + ":role" + path + name;
        this.created = created;
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    String arn() {
        return arn;
    }

    Instant created() {
        return created;
    }

    Tags tags() {
        return tags;
    }

    Map<String, PolicyDocument> inlinePolicies() {
        return inlinePolicies;
    }

    /** Names of attached policies by ARN. */
    Map<String, String> attachedPolicies() {
        return attachedPolicies;
    }

    PolicyDocument trust() {
        return trust;
    }

    void trust(PolicyDocument document) {
        trust = document;
    }

    void describeAs(String text, int sessionSeconds) {
        description = text;
        maxSessionSeconds = sessionSeconds;
    }

    /** As in a listing, which leaves tags out. */
    Tree describe() {
        return Tree.of(
                "Path", path,
                "RoleName", name,
                "RoleId", id,
                "Arn", arn,
                "CreateDate", created,
                "AssumeRolePolicyDocument", trust.encoded(),
                "Description", description,
                "MaxSessionDuration", maxSessionSeconds);
    }

    Tree describeFully() {
        return describe().and("Tags", tags.describeIfAny(), "RoleLastUsed", new Tree());
    }
}
