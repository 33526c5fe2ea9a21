package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** IAM's policy simulator, for the roles that are here. */
final class Simulation {

    private final Roles roles;
    private final Policies policies;

    Simulation(Roles roles, Policies policies) {
        this.roles = roles;
        this.policies = policies;
    }

    void register(Service service) {
        service.on("SimulatePrincipalPolicy", this::simulate);
    }

    private Tree simulate(Params params) {
        String arn = params.required("PolicySourceArn");
        Role role = roles.all().stream()
                .filter(each -> each.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> Entities.missing("The entity " + arn + " cannot be found."));
        List<PolicyDocument> documents = documents(role);
        Map<String, List<String>> context = context(params);
        List<String> resources = params.texts("ResourceArns");
        List<Tree> results = new ArrayList<>();
        for (String action : params.texts("ActionNames")) {
            for (String resource : resources.isEmpty() ? List.of("*") : resources) {
                String decision = PolicyEvaluation.decide(documents, new Question(action, resource, context));
                results.add(Tree.of("EvalActionName", action, "EvalResourceName", resource, "EvalDecision", decision));
            }
        }
        return Entities.listing("EvaluationResults", results, params);
    }

    private List<PolicyDocument> documents(Role role) {
        List<PolicyDocument> all = new ArrayList<>(role.inlinePolicies().values());
        role.attachedPolicies().keySet().forEach(arn -> all.add(policies.document(arn)));
        return all;
    }

    private static Map<String, List<String>> context(Params params) {
        Map<String, List<String>> context = new TreeMap<>();
        for (Params entry : params.structures("ContextEntries")) {
            context.put(entry.required("ContextKeyName").toLowerCase(Locale.ROOT), entry.texts("ContextKeyValues"));
        }
        return context;
    }
}
