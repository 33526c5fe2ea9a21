package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Made;
import io.flowlens.provisioner.Waiting;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/** The shell in which EC2 hands a role to an instance. */
final class InstanceProfiles {

    private static final String ABSENT = "NoSuchEntity";

    private final AwsClients clients;
    private final Waiting waiting;

    InstanceProfiles(AwsClients clients, Waiting waiting) {
        this.clients = clients;
        this.waiting = waiting;
    }

    /** The profile with the role of the same name in it. */
    Made ensure(String name) {
        Optional<InstanceProfile> found = find(name);
        InstanceProfile profile = found.orElseGet(() -> create(name));
        if (!profile.hasRoles() || profile.roles().isEmpty()) {
            waiting.onceKnown("instance profile " + name, () -> addRole(name));
        }
        return new Made(profile.arn(), found.isEmpty());
    }

    Optional<InstanceProfile> find(String name) {
        return AwsCall.unless(
                        ABSENT,
                        "read instance profile " + name,
                        () -> iam().getInstanceProfile(get -> get.instanceProfileName(name)))
                .map(answer -> answer.instanceProfile());
    }

    private InstanceProfile create(String name) {
        return waiting.madeOrThere(
                "instance profile " + name,
                "EntityAlreadyExists",
                () -> AwsCall.of(
                                "create instance profile " + name,
                                () -> iam().createInstanceProfile(create ->
                                        create.instanceProfileName(name).tags(LabNames.MARK.iam(name))))
                        .instanceProfile(),
                () -> find(name));
    }

    /** A profile holds one role: that it has one already is what an answer that was lost would have said. */
    private boolean addRole(String name) {
        AwsCall.unless(
                "LimitExceeded",
                "put role %s into instance profile %s".formatted(name, name),
                () -> iam().addRoleToInstanceProfile(
                                add -> add.instanceProfileName(name).roleName(name)));
        return true;
    }

    void delete(InstanceProfile profile) {
        String name = profile.instanceProfileName();
        profile.roles()
                .forEach(role -> AwsCall.delete(
                        "take role %s out of instance profile %s".formatted(role.roleName(), name),
                        () -> iam().removeRoleFromInstanceProfile(remove ->
                                remove.instanceProfileName(name).roleName(role.roleName()))));
        waiting.onceFree("instance profile " + name, () -> {
            AwsCall.delete(
                    "delete instance profile " + name,
                    () -> iam().deleteInstanceProfile(delete -> delete.instanceProfileName(name)));
            return true;
        });
    }

    private IamClient iam() {
        return clients.iam();
    }
}
