package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.List;

/** The policies of roles, inline and attached. */
final class RolePolicies {

    private final Roles roles;
    private final Policies policies;

    RolePolicies(Roles roles, Policies policies) {
        this.roles = roles;
        this.policies = policies;
    }

    void register(Service service) {
        service.on("PutRolePolicy", this::put)
                .on("GetRolePolicy", this::get)
                .on("DeleteRolePolicy", this::delete)
                .on("ListRolePolicies", this::list)
                .on("AttachRolePolicy", this::attach)
                .on("DetachRolePolicy", this::detach)
                .on("ListAttachedRolePolicies", this::listAttached);
    }

    private Tree put(Params params) {
        PolicyDocument document = PolicyDocument.of(params.required("PolicyDocument"));
        roles.named(params).inlinePolicies().put(Entities.name(params, "PolicyName"), document);
        return new Tree();
    }

    private Tree get(Params params) {
        Role role = roles.named(params);
        String name = params.required("PolicyName");
        PolicyDocument document = role.inlinePolicies().get(name);
        if (document == null) {
            throw Entities.missing("The role policy with name " + name + " cannot be found.");
        }
        return Tree.of("RoleName", role.name(), "PolicyName", name, "PolicyDocument", document.encoded());
    }

    private Tree delete(Params params) {
        String name = params.required("PolicyName");
        if (roles.named(params).inlinePolicies().remove(name) == null) {
            throw Entities.missing("The role policy with name " + name + " cannot be found.");
        }
        return new Tree();
    }

    private Tree list(Params params) {
        List<String> names = List.copyOf(roles.named(params).inlinePolicies().keySet());
        return Entities.listing("PolicyNames", names, params);
    }

    private Tree attach(Params params) {
        Role role = roles.named(params);
        String arn = params.required("PolicyArn");
        role.attachedPolicies().put(arn, policies.nameOf(arn));
        return new Tree();
    }

    private Tree detach(Params params) {
        String arn = params.required("PolicyArn");
        if (roles.named(params).attachedPolicies().remove(arn) == null) {
            throw Entities.missing("Policy " + arn + " was not found.");
        }
        return new Tree();
    }

    private Tree listAttached(Params params) {
        List<Tree> attached = roles.named(params).attachedPolicies().entrySet().stream()
                .map(policy -> Tree.of("PolicyName", policy.getValue(), "PolicyArn", policy.getKey()))
                .toList();
        return Entities.listing("AttachedPolicies", attached, params);
    }
}
