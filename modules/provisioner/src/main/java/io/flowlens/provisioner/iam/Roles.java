package io.flowlens.provisioner.iam;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Made;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import io.flowlens.provisioner.Waiting;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Role;

/** The roles that one purpose makes. */
public final class Roles {

    private static final String ABSENT = "NoSuchEntity";

    private final AwsClients clients;
    private final Waiting waiting;
    private final Mark mark;

    public Roles(AwsClients clients, Waiting waiting, Mark mark) {
        this.clients = clients;
        this.waiting = waiting;
        this.mark = mark;
    }

    /**
     * A role of that name which somebody else made is used as it is.
     *
     * @throws ProvisioningException when that one lacks the AWS policy: it would be waited for in vain
     */
    public Made ensure(RoleSpec wanted) {
        Optional<Role> found = find(wanted.name());
        if (found.isPresent() && !isOurs(found.get())) {
            wanted.managed().ifPresent(policy -> requireAttached(wanted.name(), policy));
            return Made.before(found.get().arn());
        }
        Made made = found.map(role -> Made.before(role.arn())).orElseGet(() -> create(wanted));
        // Also for a role found: an earlier run may have ended between the two.
        wanted.inline().ifPresent(policy -> putInline(wanted, policy));
        wanted.managed().ifPresent(policy -> attach(wanted.name(), policy));
        return made;
    }

    public boolean isOurs(Role role) {
        return mark.isOnIam(role.tags());
    }

    public Optional<Role> find(String name) {
        return AwsCall.unless(ABSENT, "read role " + name, () -> iam().getRole(get -> get.roleName(name)))
                .map(answer -> answer.role());
    }

    private Made create(RoleSpec wanted) {
        String what = "role " + wanted.name();
        return Made.now(waiting.madeOrThere(
                        what,
                        "EntityAlreadyExists",
                        () -> AwsCall.of(
                                        "create " + what,
                                        () -> iam().createRole(create -> create.roleName(wanted.name())
                                                .description(wanted.description())
                                                .assumeRolePolicyDocument(wanted.trust())
                                                .tags(mark.iam(wanted.name()))))
                                .role(),
                        () -> find(wanted.name()))
                .arn());
    }

    private void putInline(RoleSpec wanted, String policy) {
        waiting.onceKnown(
                "role " + wanted.name(),
                () -> AwsCall.of(
                        "put policy %s into role %s".formatted(wanted.inlineName(), wanted.name()),
                        () -> iam().putRolePolicy(put -> put.roleName(wanted.name())
                                .policyName(wanted.inlineName())
                                .policyDocument(policy))));
    }

    private void attach(String role, String policyArn) {
        waiting.onceKnown(
                "role " + role,
                () -> AwsCall.of(
                        "attach policy %s to role %s".formatted(policyArn, role),
                        () -> iam().attachRolePolicy(
                                        attach -> attach.roleName(role).policyArn(policyArn))));
    }

    private void requireAttached(String role, String policyArn) {
        if (!attached(role).contains(policyArn)) {
            throw new ProvisioningException(
                    Reason.REFUSED,
                    "role %s was not made by flowlens and lacks policy %s; attach the policy or delete the role"
                            .formatted(role, policyArn));
        }
    }

    private List<String> attached(String role) {
        return AwsCall.of(
                        "list the policies of role " + role,
                        () -> iam().listAttachedRolePolicies(list -> list.roleName(role)))
                .attachedPolicies()
                .stream()
                .map(AttachedPolicy::policyArn)
                .toList();
    }

    private void detach(String role, String policyArn) {
        AwsCall.delete(
                "detach policy %s from role %s".formatted(policyArn, role),
                () -> iam().detachRolePolicy(detach -> detach.roleName(role).policyArn(policyArn)));
    }

    /** IAM deletes a role only when nothing is attached to it any more. */
    public void delete(String role) {
        attached(role).forEach(policy -> detach(role, policy));
        for (String policy : AwsCall.of(
                        "list the policies in role " + role, () -> iam().listRolePolicies(list -> list.roleName(role)))
                .policyNames()) {
            AwsCall.delete(
                    "delete policy %s in role %s".formatted(policy, role),
                    () -> iam().deleteRolePolicy(delete -> delete.roleName(role).policyName(policy)));
        }
        waiting.onceFree("role " + role, () -> {
            AwsCall.delete("delete role " + role, () -> iam().deleteRole(delete -> delete.roleName(role)));
            return true;
        });
    }

    private IamClient iam() {
        return clients.iam();
    }
}
