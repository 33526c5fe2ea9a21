package io.flowlens.provisioner.iam;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * Whether the credentials may do what a policy allows. IAM's policy simulator is asked, which knows every action and does
 * none; where it may not be asked, or knows nobody of that name, the calls that change nothing are made.
 */
public final class PermissionCheck {

    /** The value of a tag that has to be there, whatever it says. */
    private static final String ANY = "any";

    private static final Pattern ASSUMED_ROLE =
            Pattern.compile("arn:([\\w-]+):sts::(\\d{12}):assumed-role/([\\w+=,.@-]+)/.*");
    private static final Pattern USER = Pattern.compile("arn:[\\w-]+:iam::\\d{12}:user/.*");

    /** How it was found out. */
    public enum Way {
        SIMULATED,
        TRIED
    }

    /**
     * What was found.
     *
     * @param missing why each action that may not be done may not, in the order of the policy
     * @param unknown actions that could not be tried without doing them
     */
    public record Outcome(Way way, Map<String, String> missing, List<String> unknown) {

        public Outcome {
            missing = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(missing));
            unknown = List.copyOf(unknown);
        }
    }

    private final AwsClients clients;

    public PermissionCheck(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * Asks for one policy.
     *
     * @param caller the ARN of whose credentials these are
     * @throws ProvisioningException when AWS cannot be reached or refuses the credentials
     */
    public Outcome of(String caller, Policy policy) {
        try {
            Optional<String> principal = principal(caller);
            if (principal.isPresent()) {
                return simulated(principal.get(), policy);
            }
        } catch (ProvisioningException e) {
            if (e.reason() != Reason.DENIED && e.reason() != Reason.REFUSED) {
                throw e;
            }
        }
        return new TriedCalls(clients).of(policy);
    }

    /** Whom the simulator knows: a user, or the role behind a session. The account itself it does not. */
    private Optional<String> principal(String caller) {
        if (USER.matcher(caller).matches()) {
            return Optional.of(caller);
        }
        Matcher role = ASSUMED_ROLE.matcher(caller);
        return role.matches() ? Optional.of(roleArn(role)) : Optional.empty();
    }

    /** The ARN of a session leaves out the role's path; without leave to look it is taken to have none. */
    private String roleArn(Matcher session) {
        String name = session.group(3);
        try {
            return AwsCall.of("read role " + name, () -> clients.iam().getRole(get -> get.roleName(name)))
                    .role()
                    .arn();
        } catch (ProvisioningException e) {
            if (e.reason() != Reason.DENIED) {
                throw e;
            }
            return "arn:%s:iam::%s:role/%s".formatted(session.group(1), session.group(2), name);
        }
    }

    private Outcome simulated(String principal, Policy policy) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (Statement statement : policy.statements()) {
            for (EvaluationResult result : simulate(principal, statement)) {
                if (result.evalDecision() != PolicyEvaluationDecisionType.ALLOWED) {
                    missing.putIfAbsent(result.evalActionName(), why(result));
                }
            }
        }
        return new Outcome(Way.SIMULATED, missing, List.of());
    }

    private List<EvaluationResult> simulate(String principal, Statement statement) {
        return AwsCall.of(
                "ask IAM what %s may do".formatted(principal),
                () -> clients
                        .iam()
                        .simulatePrincipalPolicyPaginator(simulate -> simulate.policySourceArn(principal)
                                .actionNames(statement.actions())
                                .resourceArns(statement.resources())
                                .contextEntries(context(statement)))
                        .evaluationResults()
                        .stream()
                        .toList());
    }

    /** The circumstances in which flowlens calls: those that the policy asks for. */
    private static List<ContextEntry> context(Statement statement) {
        List<ContextEntry> entries = new ArrayList<>();
        for (Statement.Condition condition : statement.conditions()) {
            entries.add(ContextEntry.builder()
                    .contextKeyName(condition.key())
                    .contextKeyType(ContextKeyTypeEnum.STRING)
                    .contextKeyValues(
                            condition.operator().equals("Null")
                                    ? ANY
                                    : condition.values().get(0))
                    .build());
        }
        return entries;
    }

    private static String why(EvaluationResult result) {
        if (result.organizationsDecisionDetail() != null
                && Boolean.FALSE.equals(result.organizationsDecisionDetail().allowedByOrganizations())) {
            return "denied by the organization";
        }
        if (result.permissionsBoundaryDecisionDetail() != null
                && Boolean.FALSE.equals(
                        result.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())) {
            return "beyond the permissions boundary";
        }
        return result.evalDecision() == PolicyEvaluationDecisionType.EXPLICIT_DENY
                ? "denied explicitly"
                : "not allowed";
    }
}
