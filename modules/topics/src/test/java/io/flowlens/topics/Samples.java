package io.flowlens.topics;

import io.flowlens.topics.Alert.Activity;
import io.flowlens.topics.Alert.Change;
import io.flowlens.topics.Alert.Frequent;
import io.flowlens.topics.Alert.How;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Member;
import io.flowlens.topics.Alert.Resolution;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Alert.Summary;
import java.util.List;

/** Values with every field set, and with as few as there may be. */
final class Samples {

    private static final String FINGERPRINT = "0123456789abcdef";
    private static final String LINE =
            "2 123456789012 eni-0b 10.0.1.7 10.0.2.9 40000 5432 6 1 40 1700000000 1700000059 REJECT OK";
    private static final Place PLACE = new Place("123456789012", "eu-west-1", "vpc-1", "eni-0b");
    private static final End WEB = new End("instance", "i-0a", "web", "10.0.1.7", "web-group");
    private static final End DB = new End("interface", "eni-0b", "db", "10.0.2.9");
    private static final Traffic TRAFFIC = new Traffic("ingress", WEB, DB, "tcp", 5432);
    private static final Counts COUNTS = new Counts(1, 2, 80);
    private static final Diagnosis DIAGNOSIS = new Diagnosis(
            "BLOCKED",
            "likely",
            List.of(
                    new Diagnosis.Cause(
                            "SUBNET_ACL_RESTRICTION", List.of("acl-1"), List.of(""), 32_767, null, "an entry denies"),
                    new Diagnosis.Cause(
                            "ENI_SG_RULES_MISMATCH",
                            List.of("sg-1"),
                            List.of("db"),
                            null,
                            new Diagnosis.NearestMiss("sgr-1", "a rule", List.of("port", "source")),
                            "no rule fits")),
            List.of("a note"),
            new Diagnosis.Fix(
                    List.of("aws ec2 ..."),
                    "resource",
                    List.of(
                            new Diagnosis.Opening("sg-1", 3, null, "all 3 interfaces"),
                            new Diagnosis.Opening("acl-1", null, 2, "all 2 subnets"))));

    private Samples() {}

    static Alert fullAlert() {
        return new Alert(
                Alert.SCHEMA_VERSION,
                FINGERPRINT,
                State.FIRING,
                Kind.BROKEN_PATH,
                Severity.CRITICAL,
                PLACE,
                TRAFFIC,
                DIAGNOSIS,
                new Activity(1, 2, COUNTS, 3, List.of(LINE)),
                new Change("sg-1", "db", 1, List.of("removed: a rule")),
                new Summary(List.of(new Frequent("192.0.2.7", 4)), List.of(new Frequent("tcp/22", 4))),
                new Resolution(How.VERIFIED, 3, LINE),
                List.of(new Member("i-0a", "10.0.1.7", 2, 1)),
                4);
    }

    /** Of lost data, where nothing is known but the interface. */
    static Alert sparseAlert() {
        return new Alert(
                Alert.SCHEMA_VERSION,
                FINGERPRINT,
                State.RESOLVED,
                Kind.DATA_LOST,
                Severity.ERROR,
                new Place(null, null, null, "eni-0b"),
                null,
                new Diagnosis("SKIPDATA", "certain", List.of(), List.of(), null),
                new Activity(0, 0, Counts.NONE, 0, List.of()),
                null,
                null,
                new Resolution(How.QUIET, 0, null),
                List.of(),
                0);
    }

    static Reject fullReject() {
        return new Reject(
                Reject.SCHEMA_VERSION, FINGERPRINT, PLACE, TRAFFIC, DIAGNOSIS, 1, 2, COUNTS, List.of(LINE, LINE, LINE));
    }

    static Reject rejectOfUnknownInterface() {
        return new Reject(
                Reject.SCHEMA_VERSION,
                null,
                new Place(null, null, null, null),
                new Traffic("unknown", new End("private", null, null, null), WEB, "47", null),
                new Diagnosis("UNKNOWN_INTERFACE", "undecided", List.of(), List.of("not there"), null),
                1,
                1,
                COUNTS,
                List.of(LINE));
    }

    static Disagreement disagreement() {
        return new Disagreement(Disagreement.SCHEMA_VERSION, PLACE, TRAFFIC, "allow", "reject", DIAGNOSIS, LINE);
    }
}
