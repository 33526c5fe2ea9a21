package io.flowlens.cli.lab;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.lab.InstanceHealth;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabState;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code flowlens lab status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Shows what there is of the lab, EC2's two checks of each instance, and the interface that the flow logs"
                        + " know it by.")
final class LabStatusCommand extends LabStep {

    @Option(
            names = "--metadata",
            description =
                    "Also ask each instance itself for its interface: its metadata service, over Systems Manager.")
    private boolean metadata;

    @Override
    int run(AwsClients clients, Lab lab) {
        LabState state = lab.find();
        if (state.absent()) {
            print("there is no lab in account %s, region %s".formatted(state.account(), state.region()));
            return ExitCode.OK;
        }
        row("account", state.account() + ", " + state.region());
        row("VPC", state.network().vpcId());
        row("subnet", state.network().subnetId());
        row("network ACL", state.network().aclId());
        row("security group", state.network().groupId());
        row("instance role", state.instanceRoleArn());
        instances(lab, state);
        row("log group", state.logs().logGroup());
        row("flow log", state.logs().flowLogId());
        row("delivery role", state.logs().roleArn());
        row("stream", state.subscription().streamArn());
        row("filter", state.subscription().filterName());
        row("filter's role", state.subscription().roleArn());
        print(state.complete() ? "complete" : "incomplete: 'flowlens lab up' makes what is missing");
        return ExitCode.OK;
    }

    private void instances(Lab lab, LabState state) {
        Map<String, InstanceHealth> health = lab.health(state);
        for (LabState.Instance instance : state.instances()) {
            row("instance", "%s  %s  %s".formatted(instance.id(), instance.privateIp(), instance.state()));
            InstanceHealth checks = health.get(instance.id());
            row("  health", checks == null ? "no checks: it does not run" : checks.sentence());
            row("  Systems Manager", instance.reachable() ? "reaches it" : "does not reach it");
            row("  interface", instance.interfaceId());
            if (metadata && instance.reachable()) {
                row("  by metadata", lab.interfaceIdByMetadata(instance.id()));
            }
        }
    }

    private void row(String what, String value) {
        print("%-17s %s".formatted(what, value == null ? "-" : value));
    }
}
