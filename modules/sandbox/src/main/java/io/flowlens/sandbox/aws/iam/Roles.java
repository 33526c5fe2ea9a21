package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Roles by name. */
final class Roles {

    private final Region region;
    private final Map<String, Role> byName = new TreeMap<>();
    private final Predicate<Role> inProfile;

    /** @param inProfile whether an instance profile holds a role, which then cannot be deleted */
    Roles(Region region, Predicate<Role> inProfile) {
        this.region = region;
        this.inProfile = inProfile;
    }

    void register(Service service) {
        service.on("CreateRole", this::create)
                .on("GetRole", params -> Tree.of("Role", named(params).describeFully()))
                .on("DeleteRole", this::delete)
                .on("ListRoles", this::list)
                .on("UpdateRole", this::update)
                .on("UpdateAssumeRolePolicy", this::updateTrust)
                .on("TagRole", this::tag)
                .on("UntagRole", this::untag)
                .on("ListRoleTags", this::tags);
    }

    Role named(Params params) {
        String name = params.required("RoleName");
        Role role = byName.get(name);
        if (role == null) {
            throw Entities.missing("The role with name " + name + " cannot be found.");
        }
        return role;
    }

    Optional<Role> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<Role> all() {
        return List.copyOf(byName.values());
    }

    private Tree create(Params params) {
        String name = Entities.name(params, "RoleName");
        if (byName.containsKey(name)) {
            throw Entities.exists("Role with name " + name + " already exists.");
        }
        String id = region.ids().principal("AROA");
        Role role = new Role(name, Entities.path(params), id, region.accountId(), region.now());
        role.trust(PolicyDocument.of(params.required("AssumeRolePolicyDocument")));
        role.describeAs(params.text("Description"), sessionSeconds(params));
        role.tags().add(params.structures("Tags"));
        byName.put(name, role);
        return Tree.of("Role", role.describe().and("Tags", role.tags().describeIfAny()));
    }

    private static int sessionSeconds(Params params) {
        return params.number("MaxSessionDuration", 3600, 3600, 43_200);
    }

    private Tree delete(Params params) {
        Role role = named(params);
        if (inProfile.test(role)) {
            throw Entities.inUse("must remove roles from instance profile first.");
        }
        if (!role.attachedPolicies().isEmpty()) {
            throw Entities.inUse("must detach all policies first.");
        }
        if (!role.inlinePolicies().isEmpty()) {
            throw Entities.inUse("must delete policies first.");
        }
        byName.remove(role.name());
        return new Tree();
    }

    private Tree list(Params params) {
        String prefix = params.text("PathPrefix", "/");
        List<Tree> roles = byName.values().stream()
                .filter(role -> role.path().startsWith(prefix))
                .map(Role::describe)
                .toList();
        return Entities.listing("Roles", roles, params);
    }

    private Tree update(Params params) {
        named(params).describeAs(params.text("Description"), sessionSeconds(params));
        return new Tree();
    }

    private Tree updateTrust(Params params) {
        named(params).trust(PolicyDocument.of(params.required("PolicyDocument")));
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

    private Tree tags(Params params) {
        return Entities.listing("Tags", named(params).tags().describe(), params);
    }
}
