package io.flowlens.topics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * The state of one alert: the value of {@code vpc.alerts}, where the newest record of a fingerprint counts.
 *
 * <p>All times are event time, epoch milliseconds, so that a replay writes the same.
 *
 * @param schemaVersion 1; grows only when a reader of the old one would be misled
 * @param fingerprint 16 hex digits, stable for one cause between one pair of ends: Kafka key and identity everywhere
 * @param traffic null for lost data, which is about no traffic in particular
 * @param change the newest change of what rejects, when one came shortly before the alert; else null
 * @param summary who knocked at what, for alerts that stand for many strangers; else null
 * @param resolution null until the traffic was seen to pass, or was not seen for a while
 * @param members of an alert whose far end is an auto scaling group or such: who of it was rejected and has not been seen to
 *     pass since, the last few; else empty
 * @param changedAt when the state last changed
 */
public record Alert(
        int schemaVersion,
        String fingerprint,
        State state,
        Kind kind,
        Severity severity,
        Place place,
        Traffic traffic,
        Diagnosis diagnosis,
        Activity activity,
        Change change,
        Summary summary,
        Resolution resolution,
        List<Member> members,
        long changedAt) {

    public static final int SCHEMA_VERSION = 1;

    public Alert {
        members = orNone(members);
    }

    public enum State {
        /** Seen, but not often enough yet to tell anybody. */
        PENDING,
        FIRING,
        RESOLVED;

        private final String text = Words.of(this);

        @JsonValue
        public String text() {
            return text;
        }
    }

    /** What is broken; different kinds deserve different people. */
    public enum Kind {
        /** Two of one's own machines cannot talk. */
        BROKEN_PATH(Severity.CRITICAL),
        /** A machine cannot reach out. */
        EGRESS_BLOCKED(Severity.ERROR),
        /** A request was let in, and its answer is not let out, or the other way round: a stateless ACL forgot it. */
        REPLY_BLOCKED(Severity.CRITICAL),
        /** One source tries many ports. */
        PORT_SCAN(Severity.WARNING),
        /** One machine tries many others. */
        SWEEP(Severity.WARNING),
        /** Somebody outside knocked and was turned away: counted, never paged. */
        INTERNET_REJECTED(Severity.INFO),
        /** AWS skipped records: what they said is unknown. */
        DATA_LOST(Severity.ERROR);

        private final Severity severity;
        private final String text = Words.of(this);

        Kind(Severity severity) {
            this.severity = severity;
        }

        /** What it is unless rules say otherwise. */
        public Severity usualSeverity() {
            return severity;
        }

        @JsonValue
        public String text() {
            return text;
        }
    }

    /** PagerDuty's four, most urgent first. */
    public enum Severity {
        CRITICAL,
        ERROR,
        WARNING,
        INFO;

        private final String text = Words.of(this);

        @JsonValue
        public String text() {
            return text;
        }
    }

    /**
     * What has been seen of it.
     *
     * @param since start of the first reject
     * @param lastSeen end of the last reject
     * @param reopened how often it came back shortly after it was resolved
     * @param evidence the first lines, as AWS wrote them; a few
     */
    public record Activity(long since, long lastSeen, Counts counts, int reopened, List<String> evidence) {

        public Activity {
            evidence = orNone(evidence);
        }
    }

    /**
     * One machine of a group that shares an alert.
     *
     * @param lastSeen end of its last reject
     */
    public record Member(String id, String address, long lastSeen, long flows) {}

    /**
     * A change of the group, the ACL or the interface that rejects.
     *
     * @param resourceId what changed
     * @param seenAt when the change was first seen; it was made up to one look at the network earlier
     * @param rules what was added and removed, in words
     * @param calls that made it, oldest first; empty where CloudTrail is not asked or has not answered yet
     */
    public record Change(String resourceId, String resourceName, long seenAt, List<String> rules, List<Call> calls) {

        public Change {
            rules = orNone(rules);
            calls = orNone(calls);
        }

        /** Nobody knows who. */
        public Change(String resourceId, String resourceName, long seenAt, List<String> rules) {
            this(resourceId, resourceName, seenAt, rules, List.of());
        }

        public Change with(List<Call> known) {
            return new Change(resourceId, resourceName, seenAt, rules, known);
        }
    }

    /**
     * A call of AWS's API, as CloudTrail recorded it.
     *
     * @param name of the operation, {@code RevokeSecurityGroupIngress}
     * @param at epoch milliseconds, to the second
     * @param by the ARN of the user or role, or the name of the AWS service
     */
    public record Call(String name, long at, String by) {}

    /**
     * The most frequent among many, by sketch: an estimate, never too high by more than the sketch's error.
     *
     * @param sources addresses, most frequent first
     * @param services protocol and port, most frequent first
     */
    public record Summary(List<Frequent> sources, List<Frequent> services) {

        public Summary {
            sources = orNone(sources);
            services = orNone(services);
        }
    }

    public record Frequent(String what, long flows) {}

    /**
     * Why it is over.
     *
     * @param how {@code verified}: the same traffic was accepted; {@code quiet}: none has come for a while
     * @param line the accepted flow that proves it, as AWS wrote it; null for {@code quiet}
     */
    public record Resolution(How how, long at, String line) {}

    public enum How {
        VERIFIED,
        QUIET;

        private final String text = Words.of(this);

        @JsonValue
        public String text() {
            return text;
        }
    }

    /** An empty list is left out of the JSON. */
    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Constants as they stand in JSON, in meters and on the command line. */
    private static final class Words {

        private Words() {}

        private static String of(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
