package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Hears every call that a client of the SDK makes in these tests, since a file on the class path names it to the SDK: what
 * the code calls is held against the policy that flowlens prints for it.
 */
public final class RecordedCalls implements ExecutionInterceptor {

    private static final ExecutionAttribute<Boolean> OF_A_TEST = new ExecutionAttribute<>("of a test");
    private static final Set<String> ACTIONS = ConcurrentHashMap.newKeySet();

    private static final Map<String, String> PREFIXES = Map.of("CloudWatchLogs", "logs");
    /** Where the action is called otherwise than the operation. */
    private static final Map<String, String> OTHER_NAMES = Map.of("s3:ListObjectsV2", "s3:ListBucket");
    /** Needs no permission, and none can be denied. */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");
    /** What AWS checks beside the action itself, by the pages of these operations. */
    private static final Map<String, List<String>> IMPLIED = Map.of(
            "ec2:RunInstances", List.of("ec2:CreateTags", "iam:PassRole"),
            "ec2:CreateSecurityGroup", List.of("ec2:CreateTags"),
            "ec2:CreateFlowLogs", List.of("ec2:CreateTags", "iam:PassRole"),
            "iam:CreateRole", List.of("iam:TagRole"),
            "iam:CreateInstanceProfile", List.of("iam:TagInstanceProfile"),
            "iam:AddRoleToInstanceProfile", List.of("iam:PassRole"),
            "logs:CreateLogGroup", List.of("logs:TagResource"),
            "logs:PutSubscriptionFilter", List.of("iam:PassRole"),
            "kinesis:CreateStream", List.of("kinesis:AddTagsToStream"));

    /** For the clients of a test itself, which nobody needs a policy for. */
    static ClientOverrideConfiguration unheard() {
        return ClientOverrideConfiguration.builder()
                .putExecutionAttribute(OF_A_TEST, true)
                .build();
    }

    static boolean heard(String action) {
        return ACTIONS.contains(action);
    }

    static void forget() {
        ACTIONS.clear();
    }

    /**
     * That the policy which {@code flowlens policy} prints allows what was called since {@link #forget}, and no more.
     *
     * @param unseen allowed, but called only when AWS answers as the sandbox does not
     * @param policy words of the command
     */
    static void assertAllowedBy(Set<String> unseen, String... policy) {
        String[] command = Arrays.copyOf(policy, policy.length + 2);
        command[policy.length] = "--account";
        command[policy.length + 1] = "123456789012";
        CommandLineRun printed = CommandLineRun.of(command);
        assertThat(printed.exitCode()).as(printed.err()).isZero();
        Set<String> needed = new TreeSet<>(unseen);
        for (String action : ACTIONS) {
            needed.add(action);
            needed.addAll(IMPLIED.getOrDefault(action, List.of()));
        }
        needed.removeAll(FREE);
        assertThat(actions(printed.out())).containsExactlyElementsOf(needed);
    }

    private static Set<String> actions(String policy) {
        try {
            Set<String> actions = new TreeSet<>();
            for (JsonNode action : new ObjectMapper().readTree(policy).findValues("Action")) {
                if (action.isTextual()) {
                    actions.add(action.asText());
                }
                action.forEach(one -> actions.add(one.asText()));
            }
            return actions;
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + policy, e);
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(OF_A_TEST) == null) {
            String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
            String prefix = PREFIXES.getOrDefault(service, service.toLowerCase(Locale.ROOT));
            String action = prefix + ":" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            ACTIONS.add(OTHER_NAMES.getOrDefault(action, action));
        }
    }
}
