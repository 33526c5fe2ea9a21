package io.flowlens.notifier;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Activity;
import io.flowlens.topics.Alert.Change;
import io.flowlens.topics.Alert.How;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Resolution;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Counts;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Diagnosis.Cause;
import io.flowlens.topics.Diagnosis.Fix;
import io.flowlens.topics.Diagnosis.NearestMiss;
import io.flowlens.topics.Diagnosis.Opening;
import io.flowlens.topics.End;
import io.flowlens.topics.Place;
import io.flowlens.topics.Traffic;
import java.time.Instant;
import java.util.List;

/** Alerts to tell of. */
public final class Alerts {

    public static final Instant SINCE = Instant.parse("2026-03-08T03:02:11Z");

    private static final Diagnosis MISSING_RULE = new Diagnosis(
            "BLOCKED",
            "certain",
            List.of(new Cause(
                    "ENI_SG_RULES_MISMATCH",
                    List.of("sg-0db1c2d3e4f5a6b7c"),
                    List.of("db"),
                    null,
                    new NearestMiss(
                            "sgr-01a2b3c4d5e6f7a8b",
                            "sgr-01a2b3c4d5e6f7a8b lets tcp/5432 in from 10.0.7.0/24; the source 10.0.1.17 is not in it",
                            List.of("source")),
                    "no inbound rule of sg-0db1c2d3e4f5a6b7c (db) lets tcp/5432 in from 10.0.1.17")),
            List.of(),
            new Fix(
                    List.of("aws ec2 authorize-security-group-ingress --group-id sg-0db1c2d3e4f5a6b7c"
                            + " --ip-permissions '[{\"IpProtocol\":\"tcp\",\"FromPort\":5432,\"ToPort\":5432,"
                            + "\"IpRanges\":[{\"CidrIp\":\"10.0.1.17/32\"}]}]'"),
                    null,
                    List.of(new Opening(
                            "sg-0db1c2d3e4f5a6b7c", 2, null, "all 2 interfaces of sg-0db1c2d3e4f5a6b7c (db)"))));

    private Alerts() {}

    /** {@code web} cannot reach {@code db}. */
    public static Alert firing(String fingerprint) {
        return firing(fingerprint, "web", 4);
    }

    public static Alert firing(String fingerprint, String name, long flows) {
        return alert(fingerprint, name, flows, State.FIRING, Severity.CRITICAL, null);
    }

    public static Alert firing(String fingerprint, Severity severity) {
        return alert(fingerprint, "web", 4, State.FIRING, severity, null);
    }

    public static Alert verified(String fingerprint) {
        return alert(
                fingerprint,
                "web",
                9,
                State.RESOLVED,
                Severity.CRITICAL,
                new Resolution(
                        How.VERIFIED,
                        SINCE.plusSeconds(1_260).toEpochMilli(),
                        "2 123456789012 eni-0c0ffee0c0ffee0c0 10.0.1.17 10.0.2.40 49160 5432 6 12 3120 1772940131 1772940191"
                                + " ACCEPT OK"));
    }

    public static Alert quiet(String fingerprint) {
        return alert(
                fingerprint,
                "web",
                9,
                State.RESOLVED,
                Severity.CRITICAL,
                new Resolution(How.QUIET, SINCE.plusSeconds(3_600).toEpochMilli(), null));
    }

    private static Alert alert(
            String fingerprint, String name, long flows, State state, Severity severity, Resolution resolution) {
        return new Alert(
                Alert.SCHEMA_VERSION,
                fingerprint,
                state,
                Kind.BROKEN_PATH,
                severity,
                new Place("123456789012", "eu-west-1", "vpc-0a1b2c3d4e5f6a7b8", "eni-0c0ffee0c0ffee0c0"),
                new Traffic(
                        "ingress",
                        new End("instance", "i-0aaaa1111bbbb2222", name, "10.0.1.17"),
                        new End("instance", "i-0cccc3333dddd4444", "db", "10.0.2.40"),
                        "tcp",
                        5432),
                MISSING_RULE,
                new Activity(
                        SINCE.toEpochMilli(),
                        SINCE.plusSeconds(60 * flows).toEpochMilli(),
                        new Counts(flows, flows * 3, flows * 180),
                        0,
                        List.of("2 123456789012 eni-0c0ffee0c0ffee0c0 10.0.1.17 10.0.2.40 49152 5432 6 3 180 1772938931"
                                + " 1772938991 REJECT OK")),
                new Change(
                        "sg-0db1c2d3e4f5a6b7c",
                        "db",
                        SINCE.minusSeconds(95).toEpochMilli(),
                        List.of("removed: inbound tcp/5432 from 10.0.1.0/24")),
                null,
                resolution,
                List.of(),
                SINCE.toEpochMilli());
    }
}
