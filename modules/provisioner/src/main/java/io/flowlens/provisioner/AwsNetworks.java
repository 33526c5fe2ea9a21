package io.flowlens.provisioner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Clients for several networks: for each region of the account that the credentials are of, or, where roles are named, of the
 * accounts that these are in. The session of a role is renewed before it ends.
 */
public final class AwsNetworks implements AutoCloseable {

    private static final Pattern ROLE = Pattern.compile("arn:[\\w-]+:iam::(\\d{12}):role/[\\w+=,.@/-]+");
    private static final String SESSION = "flowlens";

    /**
     * One region of one account.
     *
     * @param name for people: {@code 123456789012/eu-west-1}, or the region alone where the account is that of the credentials
     */
    public record Network(String name, AwsClients clients) {}

    /**
     * Roles to take.
     *
     * @param arns may be none; then the credentials are used as they are
     * @param externalId what the trust policies of the roles ask for
     */
    public record Roles(List<String> arns, Optional<String> externalId) {

        public static final Roles NONE = new Roles(List.of(), Optional.empty());

        public Roles {
            arns = List.copyOf(new LinkedHashSet<>(arns));
            for (String arn : arns) {
                if (!ROLE.matcher(arn).matches()) {
                    throw new IllegalArgumentException(
                            "'%s' is not the ARN of a role, such as arn:aws:iam::123456789012:role/flowlens-inventory"
                                    .formatted(arn));
                }
            }
        }
    }

    private final List<Network> networks = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** @param access region aside, where AWS is and who asks */
    public AwsNetworks(AwsAccess access, List<String> regions, Roles roles) {
        List<String> each = List.copyOf(new LinkedHashSet<>(regions));
        if (roles.arns().isEmpty()) {
            each.forEach(region -> add(region, access.in(region)));
            return;
        }
        AwsClients own = new AwsClients(access.in(each.get(0)));
        for (String arn : roles.arns()) {
            StsAssumeRoleCredentialsProvider session = StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(own.sts())
                    .refreshRequest(assume -> assume.roleArn(arn)
                            .roleSessionName(SESSION)
                            .externalId(roles.externalId().orElse(null)))
                    .build();
            each.forEach(
                    region -> add(account(arn) + "/" + region, access.in(region).as(session)));
            open.add(session);
        }
        open.add(own);
    }

    private void add(String name, AwsAccess access) {
        AwsClients clients = new AwsClients(access);
        networks.add(new Network(name, clients));
        open.add(0, clients);
    }

    private static String account(String roleArn) {
        Matcher role = ROLE.matcher(roleArn);
        return role.matches() ? role.group(1) : roleArn;
    }

    public List<Network> all() {
        return List.copyOf(networks);
    }

    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("clients of the SDK close without a checked exception", e);
            }
        }
    }
}
