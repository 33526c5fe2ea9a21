package io.flowlens.cli.lab;

import io.flowlens.cli.Confirmation;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabRules;
import io.flowlens.provisioner.lab.LabState;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code flowlens lab fix}. */
@Command(
        name = "fix",
        mixinStandardHelpOptions = true,
        description =
                "Lets ICMP from the first instance into the security group, and takes out the network ACL entry of 'lab break"
                        + " --acl'.")
final class LabFixCommand extends LabStep {

    @Mixin
    private Confirmation confirmation;

    @Override
    int run(AwsClients clients, Lab lab) {
        LabState state = existing(lab);
        LabRules rules = new LabRules(clients);
        String rule = "create  rule of security group %s that lets icmp in from %s/32, if it is not there"
                .formatted(state.network().groupId(), first(state).privateIp());
        String entry = "delete  outbound entry 1 of network ACL %s, if 'lab break --acl' made it"
                .formatted(state.network().aclId());
        if (!confirmation.of(plan(state, rule, entry), "Fix it?")) {
            return ExitCode.OK;
        }
        boolean allowed =
                rules.allowPing(state.network().groupId(), first(state).privateIp());
        print("security group %s lets icmp in from %s/32%s"
                .formatted(state.network().groupId(), first(state).privateIp(), allowed ? "" : ", as before"));
        if (rules.allowPings(state.network().aclId())) {
            print("network ACL %s: outbound entry 1 is gone"
                    .formatted(state.network().aclId()));
        }
        print("next: flowlens lab ping");
        return ExitCode.OK;
    }
}
