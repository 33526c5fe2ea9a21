package io.flowlens.topology;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.Disagreement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Keeps a sample of the flows for which rules and log disagree: at most {@value #PER_MINUTE} a minute of event time. */
final class Disagreements {

    static final int PER_MINUTE = 10;

    private long minute;
    private int taken;

    Optional<Disagreement> sample(FlowRecord flow, RejectedFlow judged, Verdict verdict, long time) {
        long now = time / Duration.ofMinutes(1).toMillis();
        if (now != minute) {
            minute = now;
            taken = 0;
        }
        if (taken >= PER_MINUTE) {
            return Optional.empty();
        }
        taken++;
        return Optional.of(new Disagreement(
                Disagreement.SCHEMA_VERSION,
                judged.place(),
                judged.traffic(),
                verdict.predicted().name().toLowerCase(Locale.ROOT),
                verdict.logged().name().toLowerCase(Locale.ROOT),
                judged.diagnosis(),
                flow.line()));
    }
}
