package io.flowlens.cli.demo;

import io.flowlens.cli.AlertText;
import io.flowlens.cli.Pipeline;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabRules;
import io.flowlens.provisioner.lab.LabState;
import io.flowlens.provisioner.lab.Ping;
import io.flowlens.sandbox.network.Pace;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The tutorial's story: a ping that fails, why, the fix, the proof; and once more with a network ACL. */
final class Story {

    private static final String INTERNET = "8.8.8.8";
    private static final Set<String> GROUP_CODES = Set.of("SG_HAS_NO_RULES", "ENI_SG_RULES_MISMATCH");
    private static final String ACL_CODE = "SUBNET_ACL_RESTRICTION";
    private static final int DENYING_ENTRY = 1;
    /** AWS's window and delivery take minutes; beyond them an alert takes seconds. */
    private static final Duration AWS_DELIVERY = Duration.ofMinutes(5);

    private static final Duration OURS = Duration.ofSeconds(30);

    private final Screen screen;
    private final Lab lab;
    private final LabRules rules;
    private final Pipeline pipeline;
    private final AlertWatch alerts;
    private final Duration patience;
    private final LabState.Network network;
    private final LabState.Instance first;
    private final LabState.Instance second;
    private long firstAlertAfterMillis;

    Story(Screen screen, Lab lab, LabState state, AwsClients aws, Pipeline pipeline, AlertWatch alerts, Pace pace) {
        this.screen = screen;
        this.lab = lab;
        this.rules = new LabRules(aws);
        this.pipeline = pipeline;
        this.alerts = alerts;
        this.patience = pace.of(AWS_DELIVERY).plus(OURS);
        this.network = state.network();
        this.first = state.instances().get(0);
        this.second = state.instances().get(1);
    }

    void tell() {
        pingThatFails();
        Alert alert = cause();
        fix(alert);
        acl();
    }

    /** From the typed command to the first alert on the screen. */
    long firstAlertAfterMillis() {
        return firstAlertAfterMillis;
    }

    private void pingThatFails() {
        screen.step(4, "Ping: from the first to the second, then to the internet");
        awaitInventory();
        ping(second.privateIp(), false);
        ping(INTERNET, true);
        screen.reached(
                "the second instance does not answer, the internet does; the flow log will say REJECT, and no more");
    }

    private Alert cause() {
        screen.step(5, "Why");
        Alert alert = alerts.await(
                "an alert that names the security group " + network.groupId(), patience, this::isGroupAlert);
        firstAlertAfterMillis = screen.sinceStart();
        show(alert);
        List<String> fix = alert.diagnosis().fix() == null
                ? List.of()
                : alert.diagnosis().fix().aws();
        Expect.that(
                fix.size() == 1
                        && fix.get(0).startsWith("aws ec2 authorize-security-group-ingress ")
                        && fix.get(0).contains(network.groupId()),
                "one fix: aws ec2 authorize-security-group-ingress on " + network.groupId(),
                fix.toString());
        Expect.that(
                alert.activity().evidence().stream().anyMatch(line -> line.contains(" REJECT ")),
                "the raw line as evidence",
                alert.activity().evidence().toString());
        screen.reached("the cause is known");
        return alert;
    }

    private void fix(Alert alert) {
        screen.step(6, "Fix, and the traffic that proves it");
        screen.line("applied: ingress icmp from %s/32 on %s".formatted(first.privateIp(), network.groupId()));
        rules.allowPing(network.groupId(), first.privateIp());
        awaitInventory();
        ping(second.privateIp(), true);
        showProof(alert);
        screen.reached("fixed, and verified by an ACCEPT of the same traffic");
    }

    private void acl() {
        screen.step(7, "Bonus: a network ACL, entry 1, denies outbound ICMP");
        rules.denyPings(network.aclId());
        awaitInventory();
        screen.line("inside the subnet no ACL is asked:");
        ping(second.privateIp(), true);
        screen.line("to the internet it is:");
        ping(INTERNET, false);
        Alert alert = alerts.await(
                "an alert that names entry 1 of the ACL " + network.aclId() + " and no security group",
                patience,
                this::isAclAlert);
        show(alert);
        rules.allowPings(network.aclId());
        awaitInventory();
        screen.line("entry 1 removed:");
        ping(INTERNET, true);
        showProof(alert);
        screen.reached("the ACL, not the security group; fixed and verified");
    }

    private void ping(String target, boolean answered) {
        screen.line("$ ping %s -c 3 -W 1    @|faint on %s|@".formatted(target, first.id()));
        Ping ping = lab.ping(first.id(), target);
        screen.quote(ping.output());
        String loss = answered ? " 0% packet loss" : " 100% packet loss";
        Expect.that(ping.output().contains(loss), "a ping of " + target + " with" + loss, ping.output());
    }

    /** A change counts as seen when the network was described after it. */
    private void awaitInventory() {
        Instant now = Instant.now();
        Waiting.until(
                () -> pipeline.isReady() && pipeline.inventoryIsNewerThan(now), OURS, "the pipeline", pipeline::health);
    }

    private void show(Alert alert) {
        screen.line(AlertText.headline(alert));
        AlertText.details(alert).forEach(line -> screen.line("  " + line));
    }

    private void showProof(Alert alert) {
        Alert resolved = alerts.await(
                "'" + AlertText.subject(alert) + "' resolved by an ACCEPT",
                patience,
                seen -> seen.fingerprint().equals(alert.fingerprint()) && isVerified(seen));
        screen.line(AlertText.headline(resolved));
        screen.line("  proof      " + resolved.resolution().line());
    }

    private static boolean isVerified(Alert alert) {
        return alert.state() == Alert.State.RESOLVED
                && alert.resolution().how() == Alert.How.VERIFIED
                && alert.resolution().line().contains(" ACCEPT ");
    }

    private boolean isGroupAlert(Alert alert) {
        return alert.kind() == Alert.Kind.BROKEN_PATH
                && alert.state() == Alert.State.FIRING
                && first.id().equals(alert.traffic().source().id())
                && second.id().equals(alert.traffic().destination().id())
                && second.interfaceId().equals(alert.place().interfaceId())
                && alert.diagnosis().causes().size() == 1
                && isCause(alert, GROUP_CODES, network.groupId(), null);
    }

    private boolean isAclAlert(Alert alert) {
        return alert.kind() == Alert.Kind.EGRESS_BLOCKED
                && alert.state() == Alert.State.FIRING
                && first.id().equals(alert.traffic().source().id())
                && first.interfaceId().equals(alert.place().interfaceId())
                && alert.diagnosis().causes().size() == 1
                && isCause(alert, Set.of(ACL_CODE), network.aclId(), DENYING_ENTRY);
    }

    private static boolean isCause(Alert alert, Set<String> codes, String component, Integer entry) {
        Diagnosis.Cause cause = alert.diagnosis().causes().get(0);
        return codes.contains(cause.code())
                && cause.componentIds().equals(List.of(component))
                && (entry == null || entry.equals(cause.ruleNumber()));
    }
}
