package io.flowlens.topology;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Activity;
import io.flowlens.topics.Alert.Change;
import io.flowlens.topics.Alert.Member;
import io.flowlens.topics.Alert.Resolution;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Alert.Summary;
import io.flowlens.topics.Reject;
import io.flowlens.topics.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert while batches add to it. It is kept for a while after it was resolved, so that one that comes back is known.
 *
 * <p>A resolution beside the state {@code FIRING} is a proof on probation: see {@link AlertBook}.
 */
final class OpenAlert {

    private Alert alert;
    private Proof proof;

    private OpenAlert(Alert alert) {
        this.alert = alert;
        proof = new Proof(alert);
    }

    /** A new one. */
    static OpenAlert of(RejectFold fold, State state, Change change) {
        Activity activity =
                new Activity(fold.startMillis(), fold.endMillis(), fold.counts(), 0, List.copyOf(fold.lines()));
        return new OpenAlert(new Alert(
                Alert.SCHEMA_VERSION,
                fold.subject().fingerprint(),
                state,
                fold.subject().kind(),
                fold.severity(),
                fold.place(),
                trafficOf(fold),
                fold.diagnosis(),
                activity,
                change,
                null,
                null,
                fold.members(),
                fold.startMillis()));
    }

    /** One that was stored before a restart. */
    static OpenAlert of(Alert stored) {
        return new OpenAlert(stored);
    }

    void add(RejectFold fold) {
        Activity old = alert.activity();
        boolean newer = fold.endMillis() >= old.lastSeen();
        Activity activity = new Activity(
                Math.min(old.since(), fold.startMillis()),
                Math.max(old.lastSeen(), fold.endMillis()),
                old.counts().plus(fold.counts()),
                old.reopened(),
                evidence(old.evidence(), fold.lines()));
        alert = new Alert(
                alert.schemaVersion(),
                alert.fingerprint(),
                alert.state(),
                alert.kind(),
                fold.severity(),
                alert.place(),
                newer ? trafficOf(fold) : alert.traffic(),
                newer ? fold.diagnosis() : alert.diagnosis(),
                activity,
                alert.change(),
                alert.summary(),
                alert.resolution(),
                members(alert.members(), fold.members()),
                alert.changedAt());
        proof = proof.of(alert);
    }

    /** The first lines. */
    private static List<String> evidence(List<String> before, List<String> more) {
        if (before.size() >= Reject.MAX_LINES) {
            return before;
        }
        List<String> lines = new ArrayList<>(before);
        lines.addAll(more.subList(0, Math.min(more.size(), Reject.MAX_LINES - before.size())));
        return lines;
    }

    private static List<Member> members(List<Member> before, List<Member> more) {
        if (before.isEmpty() && more.isEmpty()) {
            return before;
        }
        var members = new Members();
        members.addAll(before);
        members.addAll(more);
        return members.list();
    }

    void moveTo(State state, Resolution resolution, long changedAt) {
        alert = with(state, alert.activity(), alert.summary(), resolution, changedAt);
    }

    /** It came back after it was resolved. */
    void reopen(long at) {
        Activity old = alert.activity();
        Activity again = new Activity(old.since(), old.lastSeen(), old.counts(), old.reopened() + 1, old.evidence());
        alert = with(State.FIRING, again, alert.summary(), null, at);
    }

    /** A proof that is not believed yet, or null to withdraw it. */
    void prove(Resolution resolution) {
        alert = with(alert.state(), alert.activity(), alert.summary(), resolution, alert.changedAt());
    }

    /** What changed, said more fully. */
    void explain(Change change) {
        alert = new Alert(
                alert.schemaVersion(),
                alert.fingerprint(),
                alert.state(),
                alert.kind(),
                alert.severity(),
                alert.place(),
                alert.traffic(),
                alert.diagnosis(),
                alert.activity(),
                change,
                alert.summary(),
                alert.resolution(),
                alert.members(),
                alert.changedAt());
    }

    void summarise(Summary summary) {
        alert = with(alert.state(), alert.activity(), summary, alert.resolution(), alert.changedAt());
    }

    /** Whether an accepted flow of this alert's interface shows that the path works now; of a group, for one of its machines. */
    boolean isProvenFixedBy(FlowRecord accepted) {
        return proof.isGivenBy(accepted);
    }

    /**
     * Takes note of such a flow.
     *
     * @return whether nobody is left who was rejected and has not passed since
     */
    boolean mend(FlowRecord accepted) {
        List<Member> left = proof.withoutMended(accepted);
        alert = with(left);
        proof = new Proof(alert);
        return left.isEmpty();
    }

    Alert alert() {
        return alert;
    }

    String fingerprint() {
        return alert.fingerprint();
    }

    String interfaceId() {
        return alert.place().interfaceId();
    }

    State state() {
        return alert.state();
    }

    /** A closed set: cause codes and verdicts. */
    String causeCode() {
        return alert.diagnosis().code();
    }

    /** End of the newest reject, epoch milliseconds. */
    long lastSeen() {
        return alert.activity().lastSeen();
    }

    /** One pair's alert carries the addresses of its newest flow; one about many carries none. */
    private static Traffic trafficOf(RejectFold fold) {
        return fold.subject().isOfOnePair() ? fold.traffic() : fold.subject().traffic();
    }

    private Alert with(List<Member> members) {
        return new Alert(
                alert.schemaVersion(),
                alert.fingerprint(),
                alert.state(),
                alert.kind(),
                alert.severity(),
                alert.place(),
                alert.traffic(),
                alert.diagnosis(),
                alert.activity(),
                alert.change(),
                alert.summary(),
                alert.resolution(),
                members,
                alert.changedAt());
    }

    private Alert with(State state, Activity activity, Summary summary, Resolution resolution, long changedAt) {
        return new Alert(
                alert.schemaVersion(),
                alert.fingerprint(),
                state,
                alert.kind(),
                alert.severity(),
                alert.place(),
                alert.traffic(),
                alert.diagnosis(),
                activity,
                alert.change(),
                summary,
                resolution,
                alert.members(),
                changedAt);
    }
}
