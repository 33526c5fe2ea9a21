package io.flowlens.topology;

import io.flowlens.topics.Alert;
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
 * <p>Strangers on the internet are one end together, and their ports are not told apart: they try them all.
 *
 * @param fingerprint 16 hex digits over the sorted identity labels
 */
record AlertSubject(String fingerprint, Alert.Kind kind, Traffic traffic) {

    private static final int FINGERPRINT_BYTES = 8;
    private static final String INTERNET = "internet";
    private static final List<String> OWN_KINDS = List.of("instance", "interface", "private");

    static AlertSubject of(Place place, Traffic traffic, Diagnosis diagnosis) {
        Alert.Kind kind = kind(traffic);
        Traffic about = kind == Alert.Kind.INTERNET_REJECTED
                ? new Traffic(traffic.direction(), anyone(), traffic.destination(), "any", null)
                : traffic;
        return new AlertSubject(fingerprint(place, about, diagnosis), kind, about);
    }

    private static Alert.Kind kind(Traffic traffic) {
        boolean fromOwn = OWN_KINDS.contains(traffic.source().kind());
        boolean toOwn = OWN_KINDS.contains(traffic.destination().kind());
        if (fromOwn && toOwn) {
            return Alert.Kind.BROKEN_PATH;
        }
        return fromOwn ? Alert.Kind.EGRESS_BLOCKED : Alert.Kind.INTERNET_REJECTED;
    }

    private static End anyone() {
        return new End(INTERNET, null, null, null);
    }

    private static String fingerprint(Place place, Traffic traffic, Diagnosis diagnosis) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("interface", place.interfaceId());
        labels.put("direction", String.valueOf(traffic.direction()));
        labels.put("source", identity(traffic.source()));
        labels.put("destination", identity(traffic.destination()));
        labels.put("service", traffic.service());
        labels.put("cause", cause(diagnosis));
        MessageDigest digest = sha256();
        labels.forEach((name, value) -> digest.update((name + '=' + value + '\n').getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }

    /** The id survives a change of address; the internet is one end, whatever the address. */
    private static String identity(End end) {
        if (end.id() != null) {
            return end.id();
        }
        return INTERNET.equals(end.kind()) ? INTERNET : String.valueOf(end.address());
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
