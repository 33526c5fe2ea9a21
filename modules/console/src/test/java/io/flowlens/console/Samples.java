package io.flowlens.console;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Activity;
import io.flowlens.topics.Alert.Call;
import io.flowlens.topics.Alert.Change;
import io.flowlens.topics.Alert.How;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Resolution;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Counts;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Diagnosis.Cause;
import io.flowlens.topics.Diagnosis.Fix;
import io.flowlens.topics.Diagnosis.NearestMiss;
import io.flowlens.topics.End;
import io.flowlens.topics.Place;
import io.flowlens.topics.Traffic;
import java.util.List;

/** Alerts on a small network: web in one subnet cannot reach db in another. */
public final class Samples {

    public static final long NOW = 1_795_600_000_000L;
    public static final End WEB = new End("instance", "i-web", "web", "10.0.1.5");
    public static final End DB = new End("instance", "i-db", "db", "10.0.2.9");
    public static final End STRANGER = new End("internet", null, null, "203.0.113.7");

    private static final Change CHANGE = new Change(
            "sg-db",
            "db",
            NOW - 90_000,
            List.of(
                    "removed: sgr-1 lets tcp/5432 in from 10.0.1.0/24",
                    "added: sgr-2 lets tcp/5432 in from 10.9.0.0/16"),
            List.of(new Call(
                    "RevokeSecurityGroupIngress",
                    NOW - 95_000,
                    "arn:aws:sts::123456789012:assumed-role/network-admin/jane.doe@example.org")));

    private Samples() {}

    public static Alert firing(String fingerprint) {
        return alert(fingerprint, State.FIRING, "ingress", WEB, DB, groupCause());
    }

    public static Alert verified(String fingerprint) {
        Alert firing = firing(fingerprint);
        return with(
                firing, State.RESOLVED, new Resolution(How.VERIFIED, NOW, "2 1 eni-db 10.0.1.5 10.0.2.9 ACCEPT OK"));
    }

    public static Alert stranger(String fingerprint) {
        Alert alert = alert(fingerprint, State.FIRING, "ingress", STRANGER, WEB, groupCause());
        return new Alert(
                1,
                fingerprint,
                State.FIRING,
                Kind.INTERNET_REJECTED,
                Alert.Severity.INFO,
                alert.place(),
                alert.traffic(),
                alert.diagnosis(),
                alert.activity(),
                null,
                null,
                null,
                List.of(),
                NOW);
    }

    public static Alert alert(String fingerprint, State state, String direction, End from, End to, Cause... causes) {
        boolean out = "egress".equals(direction);
        return new Alert(
                1,
                fingerprint,
                state,
                Kind.BROKEN_PATH,
                Alert.Severity.CRITICAL,
                new Place(
                        "1",
                        "eu-west-1",
                        "vpc-1",
                        "eni-" + (out ? from : to).id().substring(2)),
                new Traffic(direction, from, to, "tcp", 5432),
                new Diagnosis(
                        causes.length == 0 ? "INDETERMINATE" : "BLOCKED",
                        "certain",
                        List.of(causes),
                        List.of(),
                        new Fix(List.of("aws ec2 authorize-security-group-ingress --group-id sg-db"), null, List.of())),
                new Activity(
                        NOW - 60_000,
                        NOW,
                        new Counts(3, 9, 540),
                        0,
                        List.of("2 1 eni-db 10.0.1.5 10.0.2.9 49152 5432 6 3 180 1 2 REJECT OK")),
                CHANGE,
                null,
                null,
                List.of(),
                NOW);
    }

    public static Alert with(Alert alert, State state, Resolution resolution) {
        return new Alert(
                1,
                alert.fingerprint(),
                state,
                alert.kind(),
                alert.severity(),
                alert.place(),
                alert.traffic(),
                alert.diagnosis(),
                alert.activity(),
                alert.change(),
                alert.summary(),
                resolution,
                alert.members(),
                alert.changedAt());
    }

    public static Cause groupCause() {
        return new Cause(
                "ENI_SG_RULES_MISMATCH",
                List.of("sg-db"),
                List.of("db"),
                null,
                new NearestMiss("sgr-1", "sgr-1 lets tcp/5432 in from 10.9.0.0/16", List.of("source")),
                "no inbound rule of sg-db (db) lets tcp/5432 in from 10.0.1.5");
    }

    public static Cause aclCause() {
        return new Cause(
                "SUBNET_ACL_RESTRICTION",
                List.of("acl-2"),
                List.of(""),
                90,
                null,
                "inbound entry 90 of acl-2 denies tcp");
    }
}
