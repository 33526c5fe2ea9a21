package io.flowlens.sandbox.aws.sts;

import io.flowlens.sandbox.aws.iam.Iam;
import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Dialect;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Security Token Service, one for all accounts. Everybody is the first account's administrator, but for who has the session of
 * a role, or signs with the id of another account. A role is handed out to whom its trust policy names.
 */
public final class Sts {

    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws[\\w-]*:iam::(\\d{12}):role/(?:.*/)?([\\w+=,.@-]+)");

    private static final int MAX_SESSIONS = 1_000;

    private final String home;
    private final Map<String, Iam> accounts = new TreeMap<>();
    private final Map<String, String> sessions = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_SESSIONS;
        }
    });
    private final Service service = new Service("sts", Dialect.STS);

    /** @param home the account of those whose key says nothing */
    public Sts(String home) {
        this.home = home;
        service.on("GetCallerIdentity", this::callerIdentity).on("AssumeRole", this::assumeRole);
    }

    /** An account, and where its roles are; to be told before the first call. */
    public void add(String account, Iam iam) {
        accounts.putIfAbsent(account, iam);
    }

    public Service service() {
        return service;
    }

    /** The ARN of whom an access key belongs to: a role that was assumed, or an account. */
    public String principal(String accessKeyId) {
        String account = accounts.containsKey(accessKeyId) ? accessKeyId : home;
        return sessions.getOrDefault(accessKeyId, "arn:aws:iam::" + account + ":root");
    }

    /** The account that an access key belongs to. */
    public String account(String accessKeyId) {
        return principal(accessKeyId).split(":")[4];
    }

    private Tree callerIdentity(Params params) {
        String key = params.caller();
        return Tree.of("UserId", key, "Account", account(key), "Arn", principal(key));
    }

    private Tree assumeRole(Params params) {
        String roleArn = params.required("RoleArn");
        Matcher role = ROLE_ARN.matcher(roleArn);
        if (!role.matches()) {
            throw AwsException.badRequest("ValidationError", roleArn + " is invalid");
        }
        String session = params.required("RoleSessionName");
        int seconds = params.number("DurationSeconds", 3600, 900, 43_200);
        requireTrust(roleArn, role.group(1), params);
        String arn = "arn:aws:sts::%s:assumed-role/%s/%s".formatted(role.group(1), role.group(2), session);
        String accessKeyId = "ASIA" + random().substring(0, 16);
        sessions.put(accessKeyId, arn);
        Tree credentials = Tree.of(
                "AccessKeyId", accessKeyId,
                "SecretAccessKey", random(),
                "SessionToken", random(),
                "Expiration", Instant.now().plus(Duration.ofSeconds(seconds)));
        Tree user = Tree.of("AssumedRoleId", "AROA" + random().substring(0, 17) + ":" + session, "Arn", arn);
        return Tree.of("Credentials", credentials, "AssumedRoleUser", user);
    }

    private void requireTrust(String roleArn, String account, Params params) {
        String caller = principal(params.caller());
        Map<String, List<String>> context =
                params.has("ExternalId") ? Map.of("sts:externalid", List.of(params.text("ExternalId"))) : Map.of();
        Iam iam = accounts.get(account);
        if (iam == null || !iam.trusts(roleArn, caller, context)) {
            throw new AwsException(
                    403,
                    "AccessDenied",
                    "User: %s is not authorized to perform: sts:AssumeRole on resource: %s".formatted(caller, roleArn));
        }
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(java.util.Locale.ROOT);
    }
}
