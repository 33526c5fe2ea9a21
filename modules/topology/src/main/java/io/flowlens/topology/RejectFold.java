package io.flowlens.topology;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.topics.Alert.Member;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.Counts;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.End;
import io.flowlens.topics.Place;
import io.flowlens.topics.Reject;
import io.flowlens.topics.Traffic;
import java.util.ArrayList;
import java.util.List;

/** The rejects of one batch that belong to one alert, or to none. */
final class RejectFold {

    private final AlertSubject subject;
    private final Severity severity;
    private final Place place;
    private final List<String> lines = new ArrayList<>(1);
    private Diagnosis diagnosis;
    private Traffic traffic;
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private long flows;
    private long packets;
    private long bytes;
    /** Null where each end is one machine. */
    private Members members;

    /** @param severity null when no alert is wanted */
    RejectFold(AlertSubject subject, Severity severity, Place place) {
        this.subject = subject;
        this.severity = severity;
        this.place = place;
    }

    void add(FlowRecord flow, Traffic newestTraffic, Diagnosis newestDiagnosis) {
        if (flow.endSeconds() >= end) {
            traffic = newestTraffic;
            diagnosis = newestDiagnosis;
        }
        if (newestTraffic != null && subject.isOfGroup()) {
            End peer = newestTraffic.peer();
            members = members == null ? new Members() : members;
            members.add(new Member(peer.id(), peer.address(), flow.endSeconds() * 1_000, 1));
        }
        addAlike(flow);
    }

    /** One more of which there is no more to say than of those before. */
    void addAlike(FlowRecord flow) {
        start = Math.min(start, flow.startSeconds());
        end = Math.max(end, flow.endSeconds());
        flows++;
        packets += flow.packets();
        bytes += flow.bytes();
        if (lines.size() < Reject.MAX_LINES) {
            lines.add(flow.line());
        }
    }

    /** False for lost data: there is nothing to tell of flows. */
    boolean tellsOfFlows() {
        return traffic != null;
    }

    Reject reject(boolean known) {
        return new Reject(
                Reject.SCHEMA_VERSION,
                known ? subject.fingerprint() : null,
                place,
                traffic,
                diagnosis,
                start,
                end,
                counts(),
                List.copyOf(lines));
    }

    AlertSubject subject() {
        return subject;
    }

    Severity severity() {
        return severity;
    }

    Place place() {
        return place;
    }

    /** Of the newest flow. */
    Diagnosis diagnosis() {
        return diagnosis;
    }

    /** Of the newest flow, with its addresses. */
    Traffic traffic() {
        return traffic;
    }

    /** Of the earliest flow, epoch milliseconds. */
    long startMillis() {
        return start * 1_000;
    }

    /** Of the latest flow, epoch milliseconds. */
    long endMillis() {
        return end * 1_000;
    }

    Counts counts() {
        return new Counts(flows, packets, bytes);
    }

    /** Those of the group that shares the alert; none where each end is one machine. */
    List<Member> members() {
        return members == null ? List.of() : members.list();
    }

    List<String> lines() {
        return lines;
    }
}
