package io.flowlens.topology;

import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Member;
import io.flowlens.topics.End;
import io.flowlens.topics.Protocols;
import io.flowlens.topics.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * What would show that an alert is mended: an accepted flow of its interface with the same protocol, port and addresses as the
 * newest reject, and later than that. Of a group each machine has to show it, of an AWS service any of its addresses may.
 */
final class Proof {

    private static final int NONE = -1;

    private final Alert alert;
    private final boolean outward;
    private final int protocol;
    private final int port;
    private final boolean reply;
    private final IpAddress near;
    private final IpAddress far;
    private final List<IpAddress> members;

    Proof(Alert alert) {
        this.alert = alert;
        Traffic traffic = alert.traffic();
        boolean located = traffic != null && !"any".equals(traffic.protocol());
        protocol = located ? Protocols.number(traffic.protocol()) : NONE;
        port = located && traffic.port() != null ? traffic.port() : NONE;
        reply = alert.kind() == Alert.Kind.REPLY_BLOCKED;
        outward = traffic != null && "egress".equals(traffic.direction());
        IpAddress source = located ? address(traffic.source().address()) : null;
        IpAddress destination = located ? address(traffic.destination().address()) : null;
        near = outward ? source : destination;
        far = outward ? destination : source;
        members = alert.members().stream()
                .map(member -> address(member.address()))
                .toList();
    }

    private Proof(Proof older, Alert alert) {
        this.alert = alert;
        protocol = older.protocol;
        port = older.port;
        reply = older.reply;
        outward = older.outward;
        near = older.near;
        far = older.far;
        members = older.members;
    }

    /** The same for an alert that was seen again. */
    Proof of(Alert newer) {
        boolean same = newer.traffic() == alert.traffic() && newer.members().equals(alert.members());
        return same ? new Proof(this, newer) : new Proof(newer);
    }

    /** Whether the flow is such a one; of a group, for one of its machines. */
    boolean isGivenBy(FlowRecord accepted) {
        if (!isSameService(accepted) || !isNear(near, accepted)) {
            return false;
        }
        return members.isEmpty()
                ? isLater(accepted, alert.activity().lastSeen()) && (isFar(far, accepted) || isSameAwsService(accepted))
                : member(accepted) >= 0;
    }

    /** Those of the group who have not passed since, without the one that this flow shows to be mended. */
    List<Member> withoutMended(FlowRecord accepted) {
        List<Member> left = new ArrayList<>(alert.members());
        int mended = member(accepted);
        if (mended >= 0) {
            left.remove(mended);
        }
        return left;
    }

    private int member(FlowRecord accepted) {
        for (int i = 0; i < members.size(); i++) {
            if (isFar(members.get(i), accepted)
                    && isLater(accepted, alert.members().get(i).lastSeen())) {
                return i;
            }
        }
        return -1;
    }

    /** Records that name the service tell which addresses are its own. */
    private boolean isSameAwsService(FlowRecord accepted) {
        End to = alert.traffic().destination();
        return outward
                && "service".equals(to.kind())
                && to.name() != null
                && to.name().equals(accepted.text(Field.PKT_DST_AWS_SERVICE));
    }

    private boolean isSameService(FlowRecord accepted) {
        // A reply carries the port of its service at its source.
        return protocol == accepted.protocol()
                && (port == NONE || port == (reply ? accepted.sourcePort() : accepted.destinationPort()));
    }

    private boolean isNear(IpAddress address, FlowRecord flow) {
        return outward ? isSource(address, flow) : isDestination(address, flow);
    }

    private boolean isFar(IpAddress address, FlowRecord flow) {
        return outward ? isDestination(address, flow) : isSource(address, flow);
    }

    private static boolean isSource(IpAddress address, FlowRecord flow) {
        return address != null && flow.sourceHigh() == address.high() && flow.sourceLow() == address.low();
    }

    private static boolean isDestination(IpAddress address, FlowRecord flow) {
        return address != null && flow.destinationHigh() == address.high() && flow.destinationLow() == address.low();
    }

    private static boolean isLater(FlowRecord accepted, long millis) {
        return accepted.endSeconds() * 1_000 > millis;
    }

    private static IpAddress address(String text) {
        return text == null ? null : IpAddress.parse(text);
    }
}
