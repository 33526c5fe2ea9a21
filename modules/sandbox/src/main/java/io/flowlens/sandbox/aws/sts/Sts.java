package io.flowlens.sandbox.aws.sts;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Dialect;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Security Token Service. Everybody is the account's administrator; roles are handed out without a look at their trust. */
public final class Sts {

    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws[\\w-]*:iam::(\\d{12}):role/(?:.*/)?([\\w+=,.@-]+)");

    private static final int MAX_SESSIONS = 1_000;

    private final Region region;
    private final Map<String, String> sessions = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_SESSIONS;
        }
    });
    private final Service service = new Service("sts", Dialect.STS);

    public Sts(Region region) {
        this.region = region;
        service.on("GetCallerIdentity", this::callerIdentity).on("AssumeRole", this::assumeRole);
    }

    public Service service() {
        return service;
    }

    /** The ARN of whom an access key belongs to: a role that was assumed, or the account. */
    public String principal(String accessKeyId) {
        return sessions.getOrDefault(accessKeyId, root());
    }

    private String root() {
        return "arn:aws:iam::" + region.accountId() + ":root";
    }

    private Tree callerIdentity(Params params) {
        return Tree.of("UserId", region.accountId(), "Account", region.accountId(), "Arn", root());
    }

    private Tree assumeRole(Params params) {
        Matcher role = ROLE_ARN.matcher(params.required("RoleArn"));
        if (!role.matches()) {
            throw AwsException.badRequest("ValidationError", params.text("RoleArn") + " is invalid");
        }
        String session = params.required("RoleSessionName");
        int seconds = params.number("DurationSeconds", 3600, 900, 43_200);
        String arn = "arn:aws:sts::%s:assumed-role/%s/%s".formatted(role.group(1), role.group(2), session);
        String accessKeyId = region.ids().principal("ASIA").substring(0, 20);
        sessions.put(accessKeyId, arn);
        Tree credentials = Tree.of(
                "AccessKeyId", accessKeyId,
                "SecretAccessKey", region.ids().uuid(),
                "SessionToken", region.ids().uuid(),
                "Expiration", region.now().plus(Duration.ofSeconds(seconds)));
        Tree user = Tree.of("AssumedRoleId", region.ids().principal("AROA") + ":" + session, "Arn", arn);
        return Tree.of("Credentials", credentials, "AssumedRoleUser", user);
    }
}
