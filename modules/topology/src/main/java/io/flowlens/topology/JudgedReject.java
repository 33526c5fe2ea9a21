package io.flowlens.topology;

import io.flowlens.network.verdict.Verdict;

/**
 * A reject with all that follows from its verdict and the place where it was recorded.
 *
 * @param subject of the alert it belongs to, unless it is part of a scan
 */
record JudgedReject(Verdict verdict, RejectedFlow flow, AlertSubject subject) {

    static JudgedReject of(Verdict verdict, RejectedFlow flow) {
        return new JudgedReject(
                verdict, flow, AlertSubject.of(flow.place(), flow.traffic(), flow.diagnosis(), flow.reply()));
    }
}
