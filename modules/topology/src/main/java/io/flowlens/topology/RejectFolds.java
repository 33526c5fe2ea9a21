package io.flowlens.topology;

import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Network;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.End;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Place;
import io.flowlens.topics.Traffic;
import io.flowlens.topology.Scanners.Way;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Folds the rejects of a batch into one piece for each alert, and sees to it that a scan is one alert and not thousands. */
final class RejectFolds {

    private static final Diagnosis SKIPPED = new Diagnosis(
            "SKIPDATA",
            "certain",
            List.of(),
            List.of("AWS skipped records of this interface in this window; what they said is not known."),
            null);

    /** Hears of each fold of a batch. */
    interface Consumer {

        /** @param known false when its interface is unknown: such a fold belongs to no alert */
        void accept(RejectFold fold, boolean known);
    }

    /** Exceptions may tell flows of one alert apart: those that are let off must not count for it. */
    private record FoldKey(String fingerprint, Severity severity) {}

    private final Exemptions exemptions;
    private final NoiseBook noise;
    private final KnownStrangers knownStrangers;
    private final Map<FoldKey, RejectFold> known = new LinkedHashMap<>();
    private final Map<FoldKey, RejectFold> unknown = new LinkedHashMap<>();
    private final Map<Object, RejectFold> strangers = new IdentityHashMap<>();

    /** @param knownStrangers spares judging those that are alike */
    RejectFolds(AlertRules rules, NoiseBook noise, KnownStrangers knownStrangers) {
        this.exemptions = new Exemptions(rules);
        this.noise = noise;
        this.knownStrangers = knownStrangers;
    }

    /**
     * @param alike what {@link io.flowlens.network.verdict.Judge#strangerKeptOutBy} says of it, or null
     * @param network as of the flow's time
     */
    void add(FlowRecord flow, JudgedReject judged, boolean knownInterface, Object alike, Supplier<Network> network) {
        RejectedFlow rejected = judged.flow();
        AlertSubject subject = judged.subject();
        if (!knownInterface) {
            fold(unknown, subject, Optional.empty(), rejected.place())
                    .add(flow, subject.traffic(), rejected.diagnosis());
            return;
        }
        subject = observe(flow, judged);
        Optional<Severity> severity = exemptions.severity(subject.kind(), rejected.traffic(), network);
        RejectFold fold = fold(known, subject, severity, rejected.place());
        if (subject.isOfOnePair()) {
            fold.add(flow, rejected.traffic(), rejected.diagnosis());
        } else {
            // Nobody wants the command that lets a stranger in.
            fold.add(flow, subject.traffic(), judged.bare());
        }
        if (alike != null && subject.kind() == Kind.INTERNET_REJECTED && exemptions.areNone()) {
            strangers.put(alike, fold);
            knownStrangers.keep(flow, alike, judged);
        }
    }

    /**
     * Adds a stranger's flow to those alike it.
     *
     * @param alike what {@link io.flowlens.network.verdict.Judge#strangerKeptOutBy} says of it
     * @return false when it is the first of them, or part of a scan: then it has to be judged
     */
    boolean addStranger(FlowRecord flow, Object alike, FlowLogHeaders headers) {
        RejectFold fold = strangers.get(alike);
        JudgedReject judged = fold == null ? knownStrangers.of(flow, alike, headers) : null;
        if (fold == null && judged == null) {
            return false;
        }
        boolean packet = flow.has(Field.PKT_SRCADDR);
        long high = packet ? flow.packetSourceHigh() : flow.sourceHigh();
        long low = packet ? flow.packetSourceLow() : flow.sourceLow();
        Noise here = noise.of(flow.interfaceId());
        if (here.scanners().isScan(Way.FROM, high, low, service(flow), flow.endSeconds() * 1_000)) {
            return false;
        }
        boolean ports = io.flowlens.network.Traffic.hasPorts(flow.protocol());
        here.count(high, low, flow.protocol(), ports ? flow.destinationPort() : -1);
        if (fold == null) {
            strangers.put(alike, firstOfBatch(flow, judged));
        } else {
            fold.addAlike(flow);
        }
        return true;
    }

    private RejectFold firstOfBatch(FlowRecord flow, JudgedReject judged) {
        AlertSubject subject = judged.subject();
        Severity severity = exemptions.usualSeverity(subject.kind());
        RejectFold fold =
                fold(known, subject, Optional.of(severity), judged.flow().place());
        fold.add(flow, subject.traffic(), judged.bare());
        return fold;
    }

    /**
     * AWS lost records of this interface.
     *
     * @param network as of that time
     */
    void dataLost(FlowRecord record, Place place, Network network) {
        AlertSubject subject = AlertSubject.dataLost(place);
        Optional<Severity> severity = exemptions.severity(Kind.DATA_LOST, place.interfaceId(), network);
        fold(known, subject, severity, place).add(record, null, SKIPPED);
    }

    /** Hands out every fold, those of known interfaces first, and starts afresh. */
    void drain(Consumer consumer) {
        known.values().forEach(fold -> consumer.accept(fold, true));
        unknown.values().forEach(fold -> consumer.accept(fold, false));
        known.clear();
        unknown.clear();
        strangers.clear();
    }

    /** Counts the flow among its like; one that is part of a scan or sweep belongs to that from then on. */
    private AlertSubject observe(FlowRecord flow, JudgedReject judged) {
        AlertSubject subject = judged.subject();
        if (subject.kind() == Kind.REPLY_BLOCKED) {
            return subject;
        }
        Place place = judged.flow().place();
        Traffic traffic = judged.flow().traffic();
        IpAddress source = judged.source();
        Noise here = noise.of(place.interfaceId());
        if (subject.kind() == Kind.INTERNET_REJECTED) {
            here.count(source.high(), source.low(), flow.protocol(), traffic.port() == null ? -1 : traffic.port());
        }
        long millis = flow.endSeconds() * 1_000;
        boolean outward = "egress".equals(traffic.direction());
        IpAddress other = outward ? judged.destination() : source;
        if (here.scanners().isScan(outward ? Way.TO : Way.FROM, other.high(), other.low(), service(flow), millis)) {
            return AlertSubject.scan(Kind.PORT_SCAN, place, traffic);
        }
        if (outward && here.scanners().isScan(Way.TO_ALL, 0, 0, destination(flow, traffic), millis)) {
            return AlertSubject.scan(Kind.SWEEP, place, traffic);
        }
        return subject;
    }

    /** The machines of a group, and the addresses of an AWS service, are one destination. */
    private static long destination(FlowRecord flow, Traffic traffic) {
        End end = traffic.destination();
        return end.group() != null || "service".equals(end.kind())
                ? AlertSubject.farIdentity(end).hashCode()
                : flow.destinationHigh() * 31 + flow.destinationLow();
    }

    private static long service(FlowRecord flow) {
        return (long) flow.protocol() << 16 | Math.max(0, flow.destinationPort());
    }

    private static RejectFold fold(
            Map<FoldKey, RejectFold> folds, AlertSubject subject, Optional<Severity> severity, Place place) {
        FoldKey key = new FoldKey(subject.fingerprint(), severity.orElse(null));
        return folds.computeIfAbsent(key, each -> new RejectFold(subject, each.severity(), place));
    }
}
