package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Managed policies of the account. AWS's own are known by the shape of their ARN, and have no document here. */
final class Policies {

    private static final String AWS_MANAGED = "arn:aws:iam::aws:policy/";
    private static final int MAX_VERSIONS = 5;

    private final Region region;
    private final Map<String, Policy> byArn = new TreeMap<>();
    private final Function<String, List<Role>> rolesWith;

    /** @param rolesWith the roles to which a policy (by ARN) is attached */
    Policies(Region region, Function<String, List<Role>> rolesWith) {
        this.region = region;
        this.rolesWith = rolesWith;
    }

    void register(Service service) {
        service.on("CreatePolicy", this::create)
                .on("GetPolicy", this::get)
                .on("DeletePolicy", this::delete)
                .on("ListPolicies", this::list)
                .on("CreatePolicyVersion", this::createVersion)
                .on("GetPolicyVersion", this::getVersion)
                .on("ListPolicyVersions", this::listVersions)
                .on("DeletePolicyVersion", this::deleteVersion)
                .on("ListEntitiesForPolicy", this::entities)
                .on("TagPolicy", this::tag)
                .on("UntagPolicy", this::untag)
                .on(
                        "ListPolicyTags",
                        params -> Entities.listing("Tags", named(params).tags().describe(), params));
    }

    /** The name of an attachable policy. */
    String nameOf(String arn) {
        if (arn.startsWith(AWS_MANAGED)) {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }
        Policy policy = byArn.get(arn);
        if (policy == null) {
            throw Entities.missing("Policy " + arn + " does not exist or is not attachable.");
        }
        return policy.name();
    }

    /** What an attachable policy says. */
    PolicyDocument document(String arn) {
        return arn.startsWith(AWS_MANAGED)
                ? AwsManaged.document(nameOf(arn))
                : byArn.get(arn).document();
    }

    private Policy named(Params params) {
        String arn = params.required("PolicyArn");
        Policy policy = byArn.get(arn);
        if (policy == null) {
            throw Entities.missing("Policy " + arn + " was not found.");
        }
        return policy;
    }

    private long attachments(String arn) {
        return rolesWith.apply(arn).size();
    }

    private Tree create(Params params) {
        String name = Entities.name(params, "PolicyName");
        String id = region.ids().principal("ANPA");
        Policy policy = new Policy(name, id, Entities.path(params), region.accountId(), params.text("Description"));
        if (byArn.containsKey(policy.arn())) {
            throw Entities.exists("A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        policy.addVersion(PolicyDocument.of(params.required("PolicyDocument")), true, region.now());
        policy.tags().add(params.structures("Tags"));
        byArn.put(policy.arn(), policy);
        return Tree.of("Policy", policy.describe(0));
    }

    private Tree get(Params params) {
        String arn = params.required("PolicyArn");
        if (arn.startsWith(AWS_MANAGED)) {
            return Tree.of("Policy", awsManaged(arn));
        }
        return Tree.of("Policy", named(params).describe(attachments(arn)));
    }

    private Tree awsManaged(String arn) {
        return Tree.of(
                "PolicyName",
                nameOf(arn),
                "PolicyId",
                "ANPA" + Integer.toUnsignedString(arn.hashCode()),
                "Arn",
                arn,
                "Path",
                arn.substring(AWS_MANAGED.length() - 1, arn.lastIndexOf('/') + 1),
                "DefaultVersionId",
                "v1",
                "AttachmentCount",
                attachments(arn),
                "IsAttachable",
                true);
    }

    private Tree delete(Params params) {
        Policy policy = named(params);
        if (attachments(policy.arn()) > 0) {
            throw conflict("Cannot delete a policy attached to entities.");
        }
        if (policy.versions().size() > 1) {
            throw conflict(
                    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions.");
        }
        byArn.remove(policy.arn());
        return new Tree();
    }

    private static AwsException conflict(String message) {
        return new AwsException(409, "DeleteConflict", message);
    }

    private Tree list(Params params) {
        String prefix = params.text("PathPrefix", "/");
        boolean onlyAttached = params.flag("OnlyAttached");
        List<Tree> policies = byArn.values().stream()
                .filter(policy -> !"AWS".equals(params.text("Scope")))
                .filter(policy -> policy.path().startsWith(prefix))
                .filter(policy -> !onlyAttached || attachments(policy.arn()) > 0)
                .map(policy -> policy.describe(attachments(policy.arn())))
                .toList();
        return Entities.listing("Policies", policies, params);
    }

    private Tree createVersion(Params params) {
        Policy policy = named(params);
        if (policy.versions().size() == MAX_VERSIONS) {
            throw new AwsException(
                    409,
                    "LimitExceeded",
                    "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");
        }
        PolicyDocument document = PolicyDocument.of(params.required("PolicyDocument"));
        Policy.Version version = policy.addVersion(document, params.flag("SetAsDefault"), region.now());
        return Tree.of("PolicyVersion", policy.describe(version));
    }

    private Tree getVersion(Params params) {
        Policy policy = named(params);
        Policy.Version version = version(policy, params);
        Tree described = Tree.of("Document", version.document().encoded());
        described.putAll(policy.describe(version));
        return Tree.of("PolicyVersion", described);
    }

    private static Policy.Version version(Policy policy, Params params) {
        String id = params.required("VersionId");
        Policy.Version version = policy.versions().get(id);
        if (version == null) {
            throw Entities.missing(
                    "Policy " + policy.arn() + " version " + id + " does not exist or is not attachable.");
        }
        return version;
    }

    private Tree listVersions(Params params) {
        Policy policy = named(params);
        List<Tree> versions =
                policy.versions().values().stream().map(policy::describe).toList();
        return Entities.listing("Versions", versions, params);
    }

    private Tree deleteVersion(Params params) {
        Policy policy = named(params);
        Policy.Version version = version(policy, params);
        if (policy.isDefault(version)) {
            throw conflict("Cannot delete the default version of a policy.");
        }
        policy.versions().remove(version.id());
        return new Tree();
    }

    private Tree entities(Params params) {
        List<Tree> roles = rolesWith.apply(params.required("PolicyArn")).stream()
                .map(role -> Tree.of("RoleName", role.name()))
                .toList();
        return Entities.listing("PolicyRoles", roles, params).and("PolicyUsers", List.of(), "PolicyGroups", List.of());
    }

    private Tree tag(Params params) {
        named(params).tags().add(params.structures("Tags"));
        return new Tree();
    }

    private Tree untag(Params params) {
        named(params).tags().remove(params.texts("TagKeys"));
        return new Tree();
    }
}
