package io.flowlens.topology;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Activity;
import io.flowlens.topics.Alert.How;
import io.flowlens.topics.Alert.Resolution;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Place;
import io.flowlens.topics.Protocols;
import io.flowlens.topics.Reject;
import io.flowlens.topics.Traffic;
import java.util.ArrayList;
import java.util.List;

/** An alert that fires, while batches add to it. */
final class OpenAlert {

    private static final long MILLIS = 1_000;

    private final String fingerprint;
    private final Alert.Kind kind;
    private final Place place;
    private final List<String> evidence;
    private final long since;
    private Diagnosis diagnosis;
    private Traffic traffic;
    private IpAddress source;
    private IpAddress destination;
    private long lastSeen;
    private long flows;
    private long packets;
    private long bytes;

    private OpenAlert(
            String fingerprint, Alert.Kind kind, Place place, Traffic traffic, Diagnosis diagnosis, Activity activity) {
        this.fingerprint = fingerprint;
        this.kind = kind;
        this.place = place;
        this.diagnosis = diagnosis;
        this.evidence = new ArrayList<>(activity.evidence());
        this.since = activity.since();
        this.lastSeen = activity.lastSeen();
        this.flows = activity.flows();
        this.packets = activity.packets();
        this.bytes = activity.bytes();
        concern(traffic);
    }

    static OpenAlert of(AlertSubject subject, Reject reject) {
        Activity none = new Activity(reject.start() * MILLIS, 0, 0, 0, 0, List.of());
        OpenAlert alert = new OpenAlert(
                subject.fingerprint(), subject.kind(), reject.place(), subject.traffic(), reject.diagnosis(), none);
        alert.add(subject, reject);
        return alert;
    }

    /** Takes up an alert that was stored before a restart. */
    static OpenAlert of(Alert stored) {
        return new OpenAlert(
                stored.fingerprint(),
                stored.kind(),
                stored.place(),
                stored.traffic(),
                stored.diagnosis(),
                stored.activity());
    }

    void add(AlertSubject subject, Reject reject) {
        concern(subject.traffic());
        diagnosis = reject.diagnosis();
        lastSeen = Math.max(lastSeen, reject.end() * MILLIS);
        flows++;
        packets += reject.packets();
        bytes += reject.bytes();
        if (evidence.size() < Activity.MAX_EVIDENCE) {
            evidence.add(reject.line());
        }
    }

    /**
     * Whether an accepted flow of this alert's interface shows that the path works now: the same protocol, port and
     * addresses as the newest reject, and seen later than it.
     */
    boolean isProvenFixedBy(FlowRecord accepted) {
        return source != null
                && destination != null
                && accepted.endSeconds() * MILLIS > lastSeen
                && accepted.sourceHigh() == source.high()
                && accepted.sourceLow() == source.low()
                && accepted.destinationHigh() == destination.high()
                && accepted.destinationLow() == destination.low()
                && (traffic.port() == null || traffic.port() == accepted.destinationPort())
                && traffic.protocol().equals(Protocols.name(accepted.protocol()));
    }

    Alert firing() {
        return alert(State.FIRING, null, since);
    }

    Alert resolved(How how, long at, String line) {
        return alert(State.RESOLVED, new Resolution(how, at, line), at);
    }

    String fingerprint() {
        return fingerprint;
    }

    String interfaceId() {
        return place.interfaceId();
    }

    /** A closed set: cause codes and verdicts. */
    String causeCode() {
        return diagnosis.code();
    }

    /** End of the newest reject, epoch milliseconds. */
    long lastSeen() {
        return lastSeen;
    }

    private void concern(Traffic newest) {
        traffic = newest;
        source = address(newest.source().address());
        destination = address(newest.destination().address());
    }

    private static IpAddress address(String text) {
        return text == null ? null : IpAddress.parse(text);
    }

    private Alert alert(State state, Resolution resolution, long changedAt) {
        Activity activity = new Activity(since, lastSeen, flows, packets, bytes, List.copyOf(evidence));
        return new Alert(
                Alert.SCHEMA_VERSION,
                fingerprint,
                state,
                kind,
                place,
                traffic,
                diagnosis,
                activity,
                resolution,
                changedAt);
    }
}
