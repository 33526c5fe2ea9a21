package io.flowlens.console.view;

import io.flowlens.console.view.PathStep.Status;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Network;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.SecurityGroup;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Diagnosis.Cause;
import io.flowlens.topics.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The verdict as the packet met it: source group, source ACL, destination ACL, destination group. */
final class AlertPath {

    private static final String ACL_CODE = "SUBNET_ACL_RESTRICTION";
    private static final List<String> GROUP_CODES = List.of("SG_HAS_NO_RULES", "ENI_SG_RULES_MISMATCH");

    private final Alert alert;
    private final Network network;
    private final boolean outbound;
    private final Optional<NetworkInterface> source;
    private final Optional<NetworkInterface> destination;
    private final List<PathStep> steps = new ArrayList<>();
    /** Whether something before has stopped it. */
    private boolean stopped;

    private AlertPath(Alert alert, Network network) {
        this.alert = alert;
        this.network = network;
        this.outbound = "egress".equals(alert.traffic().direction());
        Optional<NetworkInterface> recorder = network.find(
                NetworkInterface.class, Objects.toString(alert.place().interfaceId(), ""));
        this.source = outbound ? recorder : holder(alert.traffic().source());
        this.destination = outbound ? holder(alert.traffic().destination()) : recorder;
    }

    /** @return no steps for an alert that is about no traffic, or whose direction nobody knows */
    static List<PathStep> of(Alert alert, Network network) {
        return alert.traffic() == null || alert.traffic().direction() == null || alert.diagnosis() == null
                ? List.of()
                : new AlertPath(alert, network).steps();
    }

    private List<PathStep> steps() {
        otherCauses();
        boolean sameSubnet = source.isPresent()
                && destination.isPresent()
                && source.get().subnetId().equals(destination.get().subnetId());
        group("source-group", source, outbound);
        acl("source-acl", source, outbound, sameSubnet);
        acl("destination-acl", destination, !outbound, sameSubnet);
        group("destination-group", destination, !outbound);
        return steps;
    }

    /** What stops packets at the edge of a VPC, whatever its groups and ACLs say. */
    private void otherCauses() {
        for (Cause cause : alert.diagnosis().causes()) {
            if (!ACL_CODE.equals(cause.code()) && !GROUP_CODES.contains(cause.code())) {
                add("vpc", components(cause), cause);
            }
        }
    }

    private void group(String place, Optional<NetworkInterface> end, boolean recorded) {
        List<String> groups = end.map(NetworkInterface::groupIds).orElse(List.of()).stream()
                .map(id -> label(
                        id,
                        network.find(SecurityGroup.class, id)
                                .map(SecurityGroup::name)
                                .orElse("")))
                .toList();
        meet(place, end, recorded, groups, GROUP_CODES);
    }

    private void acl(String place, Optional<NetworkInterface> end, boolean recorded, boolean sameSubnet) {
        List<String> acl = end.flatMap(at -> network.aclOf(at.subnetId())).map(NetworkAcl::id).stream()
                .toList();
        if (sameSubnet) {
            steps.add(new PathStep(place, acl, Status.NOT_ASKED, null, null));
        } else {
            meet(place, end, recorded, acl, List.of(ACL_CODE));
        }
    }

    private void meet(
            String place, Optional<NetworkInterface> end, boolean recorded, List<String> known, List<String> codes) {
        List<Cause> causes = alert.diagnosis().causes().stream()
                .filter(cause -> recorded && codes.contains(cause.code()))
                .toList();
        if (!causes.isEmpty()) {
            causes.forEach(cause -> add(place, components(cause), cause));
        } else {
            steps.add(new PathStep(place, known, status(end, recorded), null, null));
        }
    }

    private void add(String place, List<String> components, Cause cause) {
        String nearest =
                cause.nearestMiss() == null ? null : cause.nearestMiss().rule();
        steps.add(new PathStep(place, components, stopped ? Status.WOULD_STOP : Status.STOPPED, cause.text(), nearest));
        stopped = true;
    }

    private Status status(Optional<NetworkInterface> end, boolean recorded) {
        if (recorded) {
            boolean blocked = "BLOCKED".equals(alert.diagnosis().verdict());
            return !blocked ? Status.UNDECIDED : stopped ? Status.WOULD_PASS : Status.PASSED;
        }
        if (end.isEmpty()) {
            return Status.OUTSIDE;
        }
        // An inbound packet was seen at the other end: so it left the source.
        return outbound ? Status.NOT_REACHED : Status.PASSED;
    }

    private Optional<NetworkInterface> holder(End end) {
        if (end.address() == null) {
            return Optional.empty();
        }
        return network.holder(
                IpAddress.parse(end.address()), Objects.toString(alert.place().vpcId(), ""));
    }

    private static List<String> components(Cause cause) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < cause.componentIds().size(); i++) {
            List<String> names = cause.componentNames();
            labels.add(label(cause.componentIds().get(i), names != null && i < names.size() ? names.get(i) : ""));
        }
        return labels;
    }

    private static String label(String id, String name) {
        return name.isEmpty() ? id : name + " (" + id + ")";
    }
}
