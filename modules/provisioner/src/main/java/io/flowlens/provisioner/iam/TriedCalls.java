package io.flowlens.provisioner.iam;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds out what is allowed by calling what changes nothing, EC2's with DryRun, the others for one answer at most. */
final class TriedCalls {

    /** What an emulator answers that lacks the call. */
    private static final Set<String> NOT_THERE =
            Set.of("InvalidAction", "UnknownOperationException", "UnknownService", "NotImplemented");

    private final AwsClients clients;
    /** By action; each is told the name at the end of the statement's first resource. */
    private final Map<String, Consumer<String>> calls = new TreeMap<>();

    TriedCalls(AwsClients clients) {
        this.clients = clients;
        addEc2();
        addOthers();
    }

    private void addEc2() {
        calls.put(
                "ec2:DescribeNetworkInterfaces", name -> clients.ec2().describeNetworkInterfaces(r -> r.dryRun(true)));
        calls.put("ec2:DescribeInstances", name -> clients.ec2().describeInstances(r -> r.dryRun(true)));
        calls.put("ec2:DescribeInstanceStatus", name -> clients.ec2().describeInstanceStatus(r -> r.dryRun(true)));
        calls.put("ec2:DescribeSecurityGroups", name -> clients.ec2().describeSecurityGroups(r -> r.dryRun(true)));
        calls.put(
                "ec2:DescribeSecurityGroupRules",
                name -> clients.ec2().describeSecurityGroupRules(r -> r.dryRun(true)));
        calls.put("ec2:DescribeNetworkAcls", name -> clients.ec2().describeNetworkAcls(r -> r.dryRun(true)));
        calls.put("ec2:DescribeSubnets", name -> clients.ec2().describeSubnets(r -> r.dryRun(true)));
        calls.put("ec2:DescribeVpcs", name -> clients.ec2().describeVpcs(r -> r.dryRun(true)));
        calls.put("ec2:DescribeImages", name -> clients.ec2().describeImages(r -> r.dryRun(true)));
        calls.put("ec2:DescribeFlowLogs", name -> clients.ec2().describeFlowLogs(r -> r.dryRun(true)));
        calls.put(
                "ec2:DescribeManagedPrefixLists",
                name -> clients.ec2().describeManagedPrefixLists(r -> r.dryRun(true)));
    }

    private void addOthers() {
        calls.put("iam:GetRole", name -> clients.iam().getRole(r -> r.roleName(name)));
        calls.put("iam:GetInstanceProfile", name -> clients.iam().getInstanceProfile(r -> r.instanceProfileName(name)));
        calls.put("ssm:DescribeInstanceInformation", name -> clients.ssm().describeInstanceInformation());
        calls.put("cloudtrail:LookupEvents", name -> clients.cloudTrail().lookupEvents(r -> r.maxResults(1)));
        calls.put("logs:DescribeLogGroups", name -> clients.logs().describeLogGroups(r -> r.limit(1)));
        calls.put(
                "logs:DescribeSubscriptionFilters",
                name -> clients.logs().describeSubscriptionFilters(r -> r.logGroupName(name)));
        calls.put(
                "logs:FilterLogEvents",
                name -> clients.logs().filterLogEvents(r -> r.logGroupName(name).limit(1)));
        calls.put(
                "kinesis:DescribeStreamSummary",
                name -> clients.kinesis().describeStreamSummary(r -> r.streamName(name)));
        calls.put("kinesis:ListShards", name -> clients.kinesis().listShards(r -> r.streamName(name)));
    }

    PermissionCheck.Outcome of(Policy policy) {
        Map<String, String> missing = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (Statement statement : policy.statements()) {
            for (String action : statement.actions()) {
                attempt(action, name(statement), missing, unknown);
            }
        }
        return new PermissionCheck.Outcome(PermissionCheck.Way.TRIED, missing, unknown);
    }

    private void attempt(String action, String name, Map<String, String> missing, List<String> unknown) {
        Consumer<String> call = calls.get(action);
        if (call == null) {
            unknown.add(action);
            return;
        }
        try {
            AwsCall.of("try " + action, () -> {
                call.accept(name);
                return true;
            });
        } catch (ProvisioningException e) {
            if (e.reason() == Reason.DENIED) {
                missing.put(action, "not allowed");
            } else if (NOT_THERE.contains(e.code())) {
                unknown.add(action);
            } else if (e.reason() != Reason.REFUSED) {
                throw e;
            }
            // Refused for another reason, such as DryRun or a thing that is not there: so it was allowed.
        }
    }

    /** {@code arn:aws:kinesis:REGION:ACCOUNT:stream/NAME}, {@code arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*}. */
    private static String name(Statement statement) {
        String resource = statement.resources().isEmpty()
                ? "*"
                : statement.resources().get(0).replaceFirst(":\\*$", "");
        int logGroup = resource.indexOf(":log-group:");
        String name = logGroup >= 0
                ? resource.substring(logGroup + ":log-group:".length())
                : resource.substring(resource.lastIndexOf('/') + 1);
        return name.replace("*", "x"); // a name, not a pattern, or AWS refuses it before it looks at permissions
    }
}
