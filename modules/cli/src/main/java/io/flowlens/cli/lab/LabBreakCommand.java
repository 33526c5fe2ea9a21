package io.flowlens.cli.lab;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabRules;
import io.flowlens.provisioner.lab.LabState;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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

    @Override
    int run(AwsClients clients, Lab lab) {
        LabState state = existing(lab);
        LabRules rules = new LabRules(clients);
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
}
