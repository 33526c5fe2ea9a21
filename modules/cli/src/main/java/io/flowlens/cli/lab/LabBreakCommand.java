package io.flowlens.cli.lab;

import io.flowlens.cli.Confirmation;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabRules;
import io.flowlens.provisioner.lab.LabState;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flowlens lab break}. */
@Command(
        name = "break",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the rule out of the security group that 'lab fix' put in, so that the second instance does not answer;",
            "or, with --acl, denies all outbound ICMP at the subnet's network ACL, so that the internet does not."
        })
final class LabBreakCommand extends LabStep {

    @Option(names = "--acl", description = "Break it at the network ACL (the tutorial's bonus), not at the group.")
    private boolean acl;

    @Mixin
    private Confirmation confirmation;

    @Override
    int run(AwsClients clients, Lab lab) {
        LabState state = existing(lab);
        LabRules rules = new LabRules(clients);
        if (!confirmation.of(plan(state), "Break it?")) {
            return ExitCode.OK;
        }
        if (acl) {
            boolean changed = rules.denyPings(state.network().aclId());
            print("network ACL %s, outbound entry 1, denies icmp to 0.0.0.0/0%s"
                    .formatted(state.network().aclId(), changed ? "" : " already"));
            print("next: flowlens lab ping 8.8.8.8");
        } else {
            boolean changed =
                    rules.revokePing(state.network().groupId(), first(state).privateIp());
            print("security group %s lets no icmp in from %s%s"
                    .formatted(state.network().groupId(), first(state).privateIp(), changed ? " any more" : ""));
            print("next: flowlens lab ping");
        }
        return ExitCode.OK;
    }

    private List<String> plan(LabState state) {
        String what = acl
                ? "create  outbound entry 1 of network ACL %s, which denies icmp to 0.0.0.0/0 for all of subnet %s"
                        .formatted(state.network().aclId(), state.network().subnetId())
                : "delete  rule of security group %s that lets icmp in from %s/32"
                        .formatted(state.network().groupId(), first(state).privateIp());
        return plan(state, what);
    }
}
