package io.flowlens.topology;

import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.End;
import io.flowlens.topics.Place;
import io.flowlens.topics.Traffic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * What an alert is about: one cause between one pair of ends.
 *
 * <p>The far end may be many: the machines of an auto scaling group and the addresses of an AWS service are one end. What is
 * on this side of the recording interface is one machine in any case.
 *
 * <p>Strangers on the internet are one end together, and their ports are not told apart: they try them all.
 *
 * @param fingerprint 16 hex digits over the sorted identity labels
 */
record AlertSubject(String fingerprint, Kind kind, Traffic traffic) {

    private static final int FINGERPRINT_BYTES = 8;
    private static final String INTERNET = "internet";
    private static final String ANY = "any";
    private static final List<String> OWN_KINDS = List.of("instance", "interface", "private");

    /** @param reply whether the flow answers one that was accepted */
    static AlertSubject of(Place place, Traffic traffic, Diagnosis diagnosis, boolean reply) {
        Kind kind = reply ? Kind.REPLY_BLOCKED : kind(traffic);
        return kind == Kind.INTERNET_REJECTED
                ? of(place, kind, anyFrom(traffic.source(), traffic), cause(diagnosis))
                : of(place, kind, traffic, cause(diagnosis));
    }

    /** The same flow seen as part of a scan or sweep, whatever its port and cause. */
    static AlertSubject scan(Kind kind, Place place, Traffic traffic) {
        Traffic about = kind == Kind.SWEEP
                ? new Traffic(traffic.direction(), traffic.source(), new End(ANY, null, null, null), ANY, null)
                : anyFrom(traffic.source(), traffic);
        return of(place, kind, about, "");
    }

    /** Records of an interface that AWS lost. */
    static AlertSubject dataLost(Place place) {
        return new AlertSubject(fingerprint(place, Kind.DATA_LOST, null, ""), Kind.DATA_LOST, null);
    }

    /** Whether it is about one source alone, so that addresses can tell whether it was mended. */
    boolean isOfOnePair() {
        return kind == Kind.BROKEN_PATH || kind == Kind.EGRESS_BLOCKED || kind == Kind.REPLY_BLOCKED;
    }

    /** Whether machines of a group share it, each of which may be mended alone. */
    boolean isOfGroup() {
        return isOfOnePair() && traffic.peer() != null && traffic.peer().group() != null;
    }

    /** Who the far end is, whatever its address. */
    static String farIdentity(End end) {
        if (end.group() != null) {
            return "group " + end.group();
        }
        return "service".equals(end.kind()) && end.name() != null ? "service " + end.name() : identity(end);
    }

    private static AlertSubject of(Place place, Kind kind, Traffic traffic, String cause) {
        return new AlertSubject(fingerprint(place, kind, traffic, cause), kind, traffic);
    }

    private static Kind kind(Traffic traffic) {
        boolean fromOwn = isOwn(traffic.source());
        if (fromOwn && isOwn(traffic.destination())) {
            return Kind.BROKEN_PATH;
        }
        return fromOwn ? Kind.EGRESS_BLOCKED : Kind.INTERNET_REJECTED;
    }

    private static boolean isOwn(End end) {
        return OWN_KINDS.contains(end.kind());
    }

    private static Traffic anyFrom(End source, Traffic traffic) {
        End from = isOwn(source) ? source : new End(INTERNET, null, null, null);
        return new Traffic(traffic.direction(), from, traffic.destination(), ANY, null);
    }

    private static String fingerprint(Place place, Kind kind, Traffic traffic, String cause) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("interface", place.interfaceId());
        labels.put("kind", kind.text());
        labels.put("cause", cause);
        if (traffic != null) {
            labels.put("direction", String.valueOf(traffic.direction()));
            labels.put("source", identity(traffic.source(), traffic));
            labels.put("destination", identity(traffic.destination(), traffic));
            labels.put("service", traffic.service());
        }
        MessageDigest digest = sha256();
        labels.forEach((name, value) -> digest.update((name + '=' + value + '\n').getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }

    private static String identity(End end, Traffic traffic) {
        return end == traffic.peer() ? farIdentity(end) : identity(end);
    }

    /** The id survives a change of address; the internet is one end, whatever the address. */
    private static String identity(End end) {
        if (end.id() != null) {
            return end.id();
        }
        return end.address() == null || INTERNET.equals(end.kind()) ? end.kind() : end.address();
    }

    private static String cause(Diagnosis diagnosis) {
        if (diagnosis.causes().isEmpty()) {
            return diagnosis.verdict();
        }
        Diagnosis.Cause first = diagnosis.causes().get(0);
        return first.code() + first.componentIds() + (first.ruleNumber() == null ? "" : first.ruleNumber());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
