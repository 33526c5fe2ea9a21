package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Instance profiles by name. */
final class InstanceProfiles {

    private final Region region;
    private final Map<String, InstanceProfile> byName = new TreeMap<>();

    InstanceProfiles(Region region) {
        this.region = region;
    }

    /** @param roles finds the role that a call names */
    void register(Service service, Function<Params, Role> roles) {
        service.on("CreateInstanceProfile", this::create)
                .on(
                        "GetInstanceProfile",
                        params -> Tree.of("InstanceProfile", named(params).describe()))
                .on("DeleteInstanceProfile", this::delete)
                .on("ListInstanceProfiles", this::list)
                .on("ListInstanceProfilesForRole", params -> listFor(roles.apply(params), params))
                .on("AddRoleToInstanceProfile", params -> add(roles.apply(params), params))
                .on("RemoveRoleFromInstanceProfile", params -> remove(roles.apply(params), params))
                .on("TagInstanceProfile", this::tag)
                .on("UntagInstanceProfile", this::untag)
                .on(
                        "ListInstanceProfileTags",
                        params -> Entities.listing("Tags", named(params).tags().describe(), params));
    }

    boolean hold(Role role) {
        return byName.values().stream().anyMatch(profile -> profile.role() == role);
    }

    Optional<InstanceProfile> find(String nameOrArn) {
        return byName.values().stream()
                .filter(profile ->
                        profile.name().equals(nameOrArn) || profile.arn().equals(nameOrArn))
                .findFirst();
    }

    private InstanceProfile named(Params params) {
        String name = params.required("InstanceProfileName");
        InstanceProfile profile = byName.get(name);
        if (profile == null) {
            throw Entities.missing("Instance Profile " + name + " cannot be found.");
        }
        return profile;
    }

    private Tree create(Params params) {
        String name = Entities.name(params, "InstanceProfileName");
        if (byName.containsKey(name)) {
            throw Entities.exists("Instance Profile " + name + " already exists.");
        }
        InstanceProfile profile = new InstanceProfile(
                name, Entities.path(params), region.ids().principal("AIPA"), region.accountId(), region.now());
        profile.tags().add(params.structures("Tags"));
        byName.put(name, profile);
        return Tree.of("InstanceProfile", profile.describe());
    }

    private Tree delete(Params params) {
        InstanceProfile profile = named(params);
        if (profile.role() != null) {
            throw Entities.inUse("must remove roles from instance profile first.");
        }
        byName.remove(profile.name());
        return new Tree();
    }

    private Tree list(Params params) {
        String prefix = params.text("PathPrefix", "/");
        List<Tree> profiles = byName.values().stream()
                .filter(profile -> profile.path().startsWith(prefix))
                .map(InstanceProfile::describe)
                .toList();
        return Entities.listing("InstanceProfiles", profiles, params);
    }

    private Tree listFor(Role role, Params params) {
        List<Tree> profiles = byName.values().stream()
                .filter(profile -> profile.role() == role)
                .map(InstanceProfile::describe)
                .toList();
        return Entities.listing("InstanceProfiles", profiles, params);
    }

    private Tree add(Role role, Params params) {
        InstanceProfile profile = named(params);
        if (profile.role() != null) {
            throw new AwsException(
                    409, "LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        }
        profile.role(role);
        return new Tree();
    }

    private Tree remove(Role role, Params params) {
        InstanceProfile profile = named(params);
        if (profile.role() != role) {
            throw Entities.missing(
                    "The role with name %s is not in instance profile %s.".formatted(role.name(), profile.name()));
        }
        profile.role(null);
        return new Tree();
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
