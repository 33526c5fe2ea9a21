package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.Dialect;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.region.RoleTrust;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Identity and Access Management: roles, their policies, instance profiles. Policies are kept, not enforced. */
public final class Iam implements RoleTrust {

    /** What an instance is told of its profile. */
    public record Profile(String arn, String id) {}

    private final Region region;
    private final Supplier<Duration> delay;
    private final InstanceProfiles profiles;
    private final Roles roles;
    private final Service service = new Service("iam", Dialect.IAM);

    /** @param delay after which other services know of a role or a profile, in AWS's time */
    public Iam(Region region, Supplier<Duration> delay) {
        this.region = region;
        this.delay = delay;
        profiles = new InstanceProfiles(region);
        roles = new Roles(region, profiles::hold);
        Policies policies = new Policies(region, this::rolesWith);
        roles.register(service);
        new RolePolicies(roles, policies).register(service);
        policies.register(service);
        new Simulation(roles, policies).register(service);
        profiles.register(service, roles::named);
        service.on("GetUser", this::user);
    }

    public Service service() {
        return service;
    }

    private List<Role> rolesWith(String policyArn) {
        return roles.all().stream()
                .filter(role -> role.attachedPolicies().containsKey(policyArn))
                .toList();
    }

    private Tree user(Params params) {
        String arn = "arn:aws:iam::" + region.accountId() + ":root";
        return Tree.of(
                "User", Tree.of("Path", "/", "UserId", region.accountId(), "Arn", arn, "CreateDate", region.now()));
    }

    @Override
    public boolean trusts(String roleArn, String principal) {
        synchronized (service.locked()) {
            return roles.all().stream()
                    .anyMatch(role -> role.arn().equals(roleArn)
                            && region.isOver(role.created(), delay.get())
                            && role.trust().trusts(principal));
        }
    }

    /** Whether a role may be taken by who has this ARN. */
    public boolean trusts(String roleArn, String caller, Map<String, List<String>> context) {
        synchronized (service.locked()) {
            return roles.all().stream()
                    .anyMatch(role -> role.arn().equals(roleArn) && role.trust().trusts(caller, context));
        }
    }

    /** An instance profile by name or ARN. */
    public Optional<Profile> profile(String nameOrArn) {
        synchronized (service.locked()) {
            return profiles.find(nameOrArn)
                    .filter(profile -> region.isOver(profile.created(), delay.get()))
                    .map(profile -> new Profile(profile.arn(), profile.id()));
        }
    }

    /** Whether an instance of this profile acts in a role to which a managed policy of this name is attached. */
    public boolean grants(String profileArn, String policyName) {
        synchronized (service.locked()) {
            return profiles.find(profileArn)
                    .map(InstanceProfile::role)
                    .filter(role -> role.attachedPolicies().containsValue(policyName))
                    .isPresent();
        }
    }
}
