package io.flowlens.topology;

import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.End;

/**
 * A reject with all that follows from its verdict and the place where it was recorded.
 *
 * @param subject of the alert it belongs to, unless it is part of a scan
 * @param source address; {@link #NOBODY} where the record has none
 * @param destination address; {@link #NOBODY} where the record has none
 * @param bare the diagnosis without what would let the traffic through
 */
record JudgedReject(
        Verdict verdict,
        RejectedFlow flow,
        AlertSubject subject,
        IpAddress source,
        IpAddress destination,
        Diagnosis bare) {

    private static final IpAddress NOBODY = new IpAddress(0, 0);

    static JudgedReject of(Verdict verdict, RejectedFlow flow) {
        return new JudgedReject(
                verdict,
                flow,
                AlertSubject.of(flow.place(), flow.traffic(), flow.diagnosis(), flow.reply()),
                address(flow.traffic().source()),
                address(flow.traffic().destination()),
                flow.diagnosis().withoutRemedy());
    }

    /** The same in words of another one alike. */
    JudgedReject withBare(Diagnosis another) {
        return new JudgedReject(verdict, flow, subject, source, destination, another);
    }

    private static IpAddress address(End end) {
        return end.address() == null ? NOBODY : IpAddress.parse(end.address());
    }
}
