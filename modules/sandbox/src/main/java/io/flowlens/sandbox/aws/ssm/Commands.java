package io.flowlens.sandbox.aws.ssm;

import io.flowlens.sandbox.aws.ec2.Ec2;
import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Run Command: scripts sent to managed instances, and what came of them. */
final class Commands {

    static final String DOCUMENT = "AWS-RunShellScript";

    private static final int MAX_KEPT = 1000;

    private final Region region;
    private final ManagedInstances managed;
    private final ScriptRunner runner;
    private final Map<String, Command> byId = new LinkedHashMap<>();

    Commands(Region region, ManagedInstances managed, ScriptRunner runner) {
        this.region = region;
        this.managed = managed;
        this.runner = runner;
    }

    void register(Service service) {
        service.on("SendCommand", this::send)
                .on("GetCommandInvocation", this::invocation)
                .on("ListCommandInvocations", this::listInvocations)
                .on("ListCommands", this::list);
    }

    private Tree send(Params params) {
        if (!DOCUMENT.equals(params.required("DocumentName"))) {
            throw AwsException.badRequest(
                    "InvalidDocument", "The document is not " + DOCUMENT + ", the one that there is here.");
        }
        List<String> lines = params.structure("Parameters").texts("commands");
        if (lines.isEmpty()) {
            throw AwsException.badRequest("InvalidParameters", "Parameter commands is required.");
        }
        List<Ec2.Host> hosts = targets(params);
        Instant now = region.now();
        Command command = new Command(region.ids().uuid(), lines, params.text("Comment", ""), now, new ArrayList<>());
        for (Ec2.Host host : hosts) {
            Invocation invocation = new Invocation(command.id(), host.instanceId(), command.comment(), now);
            runner.submit(host, String.join("\n", lines), invocation);
            command.invocations().add(invocation);
        }
        byId.put(command.id(), command);
        if (byId.size() > MAX_KEPT) {
            byId.remove(byId.keySet().iterator().next());
        }
        return Tree.of("Command", command.describe());
    }

    private List<Ec2.Host> targets(Params params) {
        List<String> ids = new ArrayList<>(params.texts("InstanceIds"));
        for (Params target : params.structures("Targets")) {
            if (!"InstanceIds".equalsIgnoreCase(target.text("Key"))) {
                throw target.invalid("Key", "InstanceIds");
            }
            ids.addAll(target.texts("Values"));
        }
        List<Ec2.Host> hosts = new ArrayList<>();
        for (String id : ids) {
            hosts.add(managed.find(id)
                    .orElseThrow(() -> AwsException.badRequest(
                            "InvalidInstanceId",
                            "Instances [[%s]] not in a valid state for account %s".formatted(id, region.accountId()))));
        }
        if (hosts.isEmpty()) {
            throw AwsException.badRequest("InvalidInstanceId", "At least one instance id is required.");
        }
        return hosts;
    }

    private Tree invocation(Params params) {
        Command command = byId.get(params.required("CommandId"));
        String instanceId = params.required("InstanceId");
        if (command == null) {
            throw AwsException.badRequest("InvalidCommandId", "There is no such command.");
        }
        return command.invocations().stream()
                .filter(invocation -> invocation.instanceId().equals(instanceId))
                .findFirst()
                .orElseThrow(() -> AwsException.badRequest(
                        "InvocationDoesNotExist", "The command was not sent to instance " + instanceId + "."))
                .describe();
    }

    private List<Command> selected(Params params) {
        String id = params.text("CommandId");
        List<Command> newestFirst = new ArrayList<>();
        byId.values().stream()
                .filter(command -> id == null || command.id().equals(id))
                .forEach(command -> newestFirst.add(0, command));
        return newestFirst;
    }

    private static boolean concerns(Invocation invocation, Params params) {
        return !params.has("InstanceId") || params.text("InstanceId").equals(invocation.instanceId());
    }

    private Tree listInvocations(Params params) {
        List<Tree> all = selected(params).stream()
                .flatMap(command -> command.invocations().stream())
                .filter(invocation -> concerns(invocation, params))
                .map(invocation -> invocation.list(params.flag("Details")))
                .toList();
        Page<Tree> page = Page.of(all, params.text("NextToken"), params.number("MaxResults", 50, 1, 50));
        return Tree.of("CommandInvocations", page.items(), "NextToken", page.nextToken());
    }

    private Tree list(Params params) {
        List<Tree> all = selected(params).stream()
                .filter(command -> command.invocations().stream().anyMatch(each -> concerns(each, params)))
                .map(Command::describe)
                .toList();
        Page<Tree> page = Page.of(all, params.text("NextToken"), params.number("MaxResults", 50, 1, 50));
        return Tree.of("Commands", page.items(), "NextToken", page.nextToken());
    }
}
