package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Made;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/** The shell in which EC2 hands a role to an instance. */
final class InstanceProfiles {

    private static final String ABSENT = "NoSuchEntity";

    private final AwsClients clients;

    InstanceProfiles(AwsClients clients) {
        this.clients = clients;
    }

    /** The profile with the role of the same name in it. */
    Made ensure(String name) {
        Optional<InstanceProfile> found = find(name);
        InstanceProfile profile = found.orElseGet(() -> create(name));
        if (!profile.hasRoles() || profile.roles().isEmpty()) {
            AwsCall.of(
                    "put role %s into instance profile %s".formatted(name, name),
                    () -> iam().addRoleToInstanceProfile(
                                    add -> add.instanceProfileName(name).roleName(name)));
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
        return AwsCall.of(
                        "create instance profile " + name,
                        () -> iam().createInstanceProfile(create ->
                                create.instanceProfileName(name).tags(LabNames.MARK.iam(name))))
                .instanceProfile();
    }

    void delete(InstanceProfile profile) {
        String name = profile.instanceProfileName();
        profile.roles()
                .forEach(role -> AwsCall.of(
                        "take role %s out of instance profile %s".formatted(role.roleName(), name),
                        () -> iam().removeRoleFromInstanceProfile(remove ->
                                remove.instanceProfileName(name).roleName(role.roleName()))));
        AwsCall.of(
                "delete instance profile " + name,
                () -> iam().deleteInstanceProfile(delete -> delete.instanceProfileName(name)));
    }

    private IamClient iam() {
        return clients.iam();
    }
}
