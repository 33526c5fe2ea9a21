package io.flowlens.provisioner.lab;

import io.flowlens.flowlog.IpAddress;
import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import io.flowlens.provisioner.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;

/** Runs commands on an instance through Systems Manager: no key pair and no open port. */
final class InstanceShell {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    /** IMDSv2: a token first, which the instances demand. */
    private static final String INTERFACE_ID = """
            TOKEN=$(curl -s -X PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 60")
            MAC=$(curl -s -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/mac)
            curl -s -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/network/interfaces/macs/$MAC/interface-id
            """;

    private static final Set<CommandInvocationStatus> FINISHED = Set.of(
            CommandInvocationStatus.SUCCESS,
            CommandInvocationStatus.FAILED,
            CommandInvocationStatus.TIMED_OUT,
            CommandInvocationStatus.CANCELLED);
    private static final Set<CommandInvocationStatus> RAN =
            Set.of(CommandInvocationStatus.SUCCESS, CommandInvocationStatus.FAILED);

    private final AwsClients clients;

    InstanceShell(AwsClients clients) {
        this.clients = clients;
    }

    /** As the tutorial does it by hand. */
    String interfaceId(String instanceId) {
        return ran(instanceId, INTERFACE_ID).standardOutputContent().strip();
    }

    Ping ping(String instanceId, String targetIp) {
        IpAddress target = IpAddress.parse(targetIp); // and so nothing the shell could take for a command
        GetCommandInvocationResponse ended = ran(instanceId, "ping %s -c 3 -W 1".formatted(target));
        String output = ended.standardOutputContent();
        return new Ping(output.isBlank() ? ended.standardErrorContent() : output, ended.responseCode());
    }

    private GetCommandInvocationResponse ran(String instanceId, String command) {
        GetCommandInvocationResponse ended = run(instanceId, command);
        if (!RAN.contains(ended.status())) {
            throw new ProvisioningException(
                    Reason.TIMEOUT,
                    "'%s' was not run on %s: Systems Manager says %s; try again, or start the instance anew"
                            .formatted(command.lines().findFirst().orElse(""), instanceId, ended.statusDetails()));
        }
        return ended;
    }

    private GetCommandInvocationResponse run(String instanceId, String command) {
        String id = AwsCall.of(
                        "run '%s' on %s".formatted(command, instanceId),
                        () -> ssm().sendCommand(send -> send.instanceIds(instanceId)
                                .documentName("AWS-RunShellScript")
                                .parameters(Map.of("commands", List.of(command)))))
                .command()
                .commandId();
        return new Waiting(Progress.silent())
                .until("'%s' to end on %s".formatted(command, instanceId), LIMIT, () -> finished(id, instanceId));
    }

    /** The invocation appears a moment after the command was accepted. */
    private Optional<GetCommandInvocationResponse> finished(String commandId, String instanceId) {
        return AwsCall.unless(
                        "InvocationDoesNotExist",
                        "ask how command %s went".formatted(commandId),
                        () -> ssm().getCommandInvocation(
                                        get -> get.commandId(commandId).instanceId(instanceId)))
                .filter(invocation -> FINISHED.contains(invocation.status()));
    }

    private SsmClient ssm() {
        return clients.ssm();
    }
}
