package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Instant;
import java.util.List;

/** An instance profile: the role, at most one, that an instance gets through it. */
final class InstanceProfile {

    private final String name;
    private final String path;
    private final String id;
    private final String arn;
    private final Instant created;
    private final Tags tags = new Tags();
    private Role role;

    InstanceProfile(String name, String path, String id, String accountId, Instant created) {
        this.name = name;
        this.path = path;
        this.id = id;
        this.arn = "arn:aws:iam::" + accountId + ":instance-profile" + path + name;
        this.created = created;
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    String id() {
        return id;
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

    /** The role, null if there is none. */
    Role role() {
        return role;
    }

    void role(Role newRole) {
        role = newRole;
    }

    Tree describe() {
        return Tree.of(
                "Path", path,
                "InstanceProfileName", name,
                "InstanceProfileId", id,
                "Arn", arn,
                "CreateDate", created,
                "Roles", role == null ? List.of() : List.of(role.describe()),
                "Tags", tags.describeIfAny());
    }
}
