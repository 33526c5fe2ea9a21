package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A managed policy of the account and its versions. */
final class Policy {

    /** One version of the document. */
    record Version(int number, PolicyDocument document, Instant created) {

        String id() {
            return "v" + number;
        }
    }

    private final String name;
    private final String id;
    private final String path;
    private final String arn;
    private final String description;
    private final Tags tags = new Tags();
    private final Map<String, Version> versions = new TreeMap<>();
    private Version current;
    private int lastVersion;

    Policy(String name, String id, String path, String accountId, String description) {
        this.name = name;
        this.id = id;
        this.path = path;
        this.arn = "arn:aws:iam::" + accountId + ":policy" + path + name;
        this.description = description;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    String path() {
        return path;
    }

    Tags tags() {
        return tags;
    }

    Map<String, Version> versions() {
        return versions;
    }

    Version addVersion(PolicyDocument document, boolean asDefault, Instant now) {
        lastVersion++;
        Version version = new Version(lastVersion, document, now);
        versions.put(version.id(), version);
        if (asDefault) {
            current = version;
        }
        return version;
    }

    /** What it says now. */
    PolicyDocument document() {
        return current.document();
    }

    boolean isDefault(Version version) {
        return version == current;
    }

    Tree describe(Version version) {
        return Tree.of(
                "VersionId", version.id(), "IsDefaultVersion", isDefault(version), "CreateDate", version.created());
    }

    Tree describe(long attachments) {
        Instant created = versions.values().iterator().next().created();
        return Tree.of(
                "PolicyName", name,
                "PolicyId", id,
                "Arn", arn,
                "Path", path,
                "DefaultVersionId", current.id(),
                "AttachmentCount", attachments,
                "PermissionsBoundaryUsageCount", 0,
                "IsAttachable", true,
                "Description", description,
                "CreateDate", created,
                "UpdateDate", current.created(),
                "Tags", tags.describeIfAny());
    }
}
