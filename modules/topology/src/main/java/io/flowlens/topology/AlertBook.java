package io.flowlens.topology;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Change;
import io.flowlens.topics.Alert.How;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Resolution;
import io.flowlens.topics.Alert.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The alerts of one partition.
 *
 * <p>They are worked on in memory; {@link #flush()} stores each changed one once a batch and answers what has to be told.
 * An accept touches nothing unless its interface has an alert open. All times are event time.
 *
 * <p>An alert that comes back within {@link #REMEMBERED} of its resolution is reopened, not opened anew. One that has come
 * back {@value #FLAPPING} times is flapping: from then on a proof must stand {@link #PROBATION} without another reject
 * before it is believed.
 *
 * <p>What is told: each change of state, and in between at most one update a minute of event time.
 */
final class AlertBook implements AutoCloseable {

    /** More alerts on one interface than this are a scan, not broken paths; the rejects themselves are all kept. */
    static final int MAX_PER_INTERFACE = 100;

    static final int FLAPPING = 3;
    static final Duration PROBATION = Duration.ofMinutes(5);
    static final Duration REMEMBERED = Duration.ofMinutes(30);

    private static final long UPDATE_EVERY = Duration.ofMinutes(1).toMillis();
    private static final Set<Kind> SUMMARISED = Set.of(Kind.INTERNET_REJECTED, Kind.PORT_SCAN, Kind.SWEEP);

    private final AlertStore store;
    private final NoiseBook noise;
    private final AlertRules rules;
    private final AlertMeters meters;
    private final Map<String, Map<String, OpenAlert>> byInterface = new LinkedHashMap<>();
    private final Map<String, OpenAlert> touched = new LinkedHashMap<>();
    private final List<Alert> toTell = new ArrayList<>();
    /** Batches are of one interface: what was asked for last is asked for next. */
    private String lastInterface;

    private Map<String, OpenAlert> lastAlerts;

    /** Takes up what the store holds. */
    AlertBook(AlertStore store, NoiseBook noise, AlertRules rules, AlertMeters meters) {
        this.store = store;
        this.noise = noise;
        this.rules = rules;
        this.meters = meters;
        store.forEach(alert -> takeUp(OpenAlert.of(alert)));
    }

    /** @param change finds what changed shortly before; asked only for an alert that is new */
    void rejected(RejectFold fold, Function<RejectFold, Change> change) {
        Map<String, OpenAlert> alerts = byInterface.getOrDefault(fold.place().interfaceId(), Map.of());
        OpenAlert alert = alerts.get(fold.subject().fingerprint());
        if (alert != null) {
            addTo(alert, fold);
        } else if (alerts.size() < MAX_PER_INTERFACE || makeRoom(alerts)) {
            open(fold, change.apply(fold));
        } else {
            meters.suppressed(fold.counts().flows());
        }
    }

    boolean anyOpen() {
        return !byInterface.isEmpty();
    }

    /** Resolves the alerts that this accepted flow proves fixed. */
    void accepted(FlowRecord flow) {
        String interfaceId = flow.interfaceId();
        if (interfaceId == null) {
            return;
        }
        if (!interfaceId.equals(lastInterface)) {
            lastAlerts = byInterface.getOrDefault(interfaceId, Map.of());
            lastInterface = interfaceId;
        }
        for (OpenAlert alert : lastAlerts.values()) {
            if (alert.state() != State.RESOLVED && alert.isProvenFixedBy(flow)) {
                touch(alert);
                if (alert.mend(flow)) {
                    prove(alert, new Resolution(How.VERIFIED, flow.endSeconds() * 1_000, flow.line()));
                }
            }
        }
    }

    /** Ends what has been quiet for {@code quietMillis} up to {@code now}, believes proofs that stood, forgets what is over. */
    void passTime(long now, long quietMillis) {
        for (Map<String, OpenAlert> alerts : List.copyOf(byInterface.values())) {
            for (OpenAlert alert : List.copyOf(alerts.values())) {
                passTime(alert, now, quietMillis);
            }
        }
    }

    /** Says of the changes that broke something who made them, where it has become known since. */
    void explain(UnaryOperator<Change> withCalls) {
        for (Map<String, OpenAlert> alerts : byInterface.values()) {
            for (OpenAlert alert : alerts.values()) {
                Change change = alert.alert().change();
                if (alert.state() != State.RESOLVED && change != null) {
                    Change explained = withCalls.apply(change);
                    if (explained.calls().size() > change.calls().size()) {
                        alert.explain(explained);
                        touch(alert);
                        tell(alert);
                    }
                }
            }
        }
    }

    /** Stores what changed and returns what has to be told, in the order in which it happened. */
    List<Alert> flush() {
        touched.forEach((fingerprint, alert) -> {
            if (isKept(alert)) {
                store.put(alert.alert());
            } else {
                store.remove(fingerprint);
            }
            count(alert);
        });
        touched.clear();
        List<Alert> all = List.copyOf(toTell);
        toTell.clear();
        return all;
    }

    @Override
    public void close() {
        byInterface.values().forEach(alerts -> alerts.keySet().forEach(meters::gone));
        byInterface.clear();
    }

    private void open(RejectFold fold, Change change) {
        OpenAlert alert = OpenAlert.of(fold, State.PENDING, change);
        keep(alert);
        touch(alert);
        if (!fireIfDue(alert)) {
            tell(alert);
        }
    }

    private void addTo(OpenAlert alert, RejectFold fold) {
        long minute = alert.lastSeen() / UPDATE_EVERY;
        alert.add(fold);
        touch(alert);
        if (alert.alert().resolution() != null
                && alert.lastSeen() > alert.alert().resolution().at()) {
            alert.prove(null);
        }
        if (alert.state() == State.RESOLVED && alert.alert().resolution() == null) {
            alert.reopen(fold.startMillis());
            fired(alert);
        } else if (!fireIfDue(alert) && alert.state() != State.RESOLVED && alert.lastSeen() / UPDATE_EVERY != minute) {
            tell(alert);
        }
    }

    private boolean fireIfDue(OpenAlert alert) {
        boolean due = alert.state() == State.PENDING
                && alert.alert().activity().counts().flows()
                        >= rules.fireAfterFlows(alert.alert().kind());
        if (due) {
            alert.moveTo(State.FIRING, null, alert.lastSeen());
            fired(alert);
        }
        return due;
    }

    private void fired(OpenAlert alert) {
        tell(alert);
        meters.fired(alert);
    }

    private void prove(OpenAlert alert, Resolution proof) {
        touch(alert);
        if (alert.alert().activity().reopened() < FLAPPING) {
            resolve(alert, proof);
        } else if (alert.alert().resolution() == null) {
            alert.prove(proof);
        }
    }

    private void passTime(OpenAlert alert, long now, long quietMillis) {
        Resolution resolution = alert.alert().resolution();
        long quietAt = alert.lastSeen() + quietMillis;
        if (alert.state() == State.RESOLVED) {
            if (now - resolution.at() > REMEMBERED.toMillis()) {
                forget(alert);
            }
        } else if (resolution != null && now - resolution.at() >= PROBATION.toMillis()) {
            resolve(alert, resolution);
        } else if (quietAt <= now) {
            resolve(alert, new Resolution(How.QUIET, quietAt, null));
        }
    }

    private void resolve(OpenAlert alert, Resolution resolution) {
        boolean fired = alert.state() == State.FIRING;
        alert.moveTo(State.RESOLVED, resolution, resolution.at());
        touch(alert);
        tell(alert);
        if (fired) {
            meters.resolved(alert, resolution.how());
        }
        if (alert.alert().kind() == Kind.INTERNET_REJECTED) {
            noise.forget(alert.interfaceId());
        }
    }

    /** What is over makes room first. */
    private boolean makeRoom(Map<String, OpenAlert> alerts) {
        return alerts.values().stream()
                .filter(alert -> alert.state() == State.RESOLVED)
                .findFirst()
                .map(alert -> {
                    forget(alert);
                    return true;
                })
                .orElse(false);
    }

    private void forget(OpenAlert alert) {
        lastInterface = null;
        Map<String, OpenAlert> alerts = byInterface.get(alert.interfaceId());
        alerts.remove(alert.fingerprint());
        if (alerts.isEmpty()) {
            byInterface.remove(alert.interfaceId());
        }
        touch(alert);
    }

    private void keep(OpenAlert alert) {
        lastInterface = null;
        byInterface
                .computeIfAbsent(alert.interfaceId(), id -> new LinkedHashMap<>())
                .put(alert.fingerprint(), alert);
    }

    private void takeUp(OpenAlert alert) {
        keep(alert);
        count(alert);
    }

    private void count(OpenAlert alert) {
        if (isKept(alert) && alert.state() != State.RESOLVED) {
            meters.open(alert.alert());
        } else {
            meters.gone(alert.fingerprint());
        }
    }

    private boolean isKept(OpenAlert alert) {
        return byInterface.getOrDefault(alert.interfaceId(), Map.of()).get(alert.fingerprint()) == alert;
    }

    private void touch(OpenAlert alert) {
        touched.put(alert.fingerprint(), alert);
    }

    private void tell(OpenAlert alert) {
        if (SUMMARISED.contains(alert.alert().kind())) {
            alert.summarise(noise.of(alert.interfaceId()).summary());
        }
        toTell.add(alert.alert());
    }
}
