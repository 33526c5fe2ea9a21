package io.flowlens.topology;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.verdict.Note;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.End;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Place;
import io.flowlens.topics.Protocols;
import io.flowlens.topics.Reject;
import io.flowlens.topics.Traffic;
import java.util.Locale;

/**
 * A rejected flow in the words of the topics.
 *
 * @param subject the alert it belongs to
 */
record RejectedFlow(Reject reject, AlertSubject subject) {

    static RejectedFlow of(FlowRecord flow, Verdict verdict, FlowLogHeaders headers, NetworkHistory network) {
        Place place = place(flow, headers, network);
        Traffic traffic = traffic(flow, verdict);
        Diagnosis diagnosis = DiagnosisText.of(verdict);
        AlertSubject subject = AlertSubject.of(place, traffic, diagnosis);
        Reject reject = new Reject(
                Reject.SCHEMA_VERSION,
                subject.fingerprint(),
                place,
                traffic,
                diagnosis,
                flow.startSeconds(),
                flow.endSeconds(),
                flow.packets(),
                flow.bytes(),
                flow.line());
        return new RejectedFlow(reject, subject);
    }

    private static Place place(FlowRecord flow, FlowLogHeaders headers, NetworkHistory network) {
        String interfaceId = flow.interfaceId();
        String vpcId = interfaceId == null
                ? null
                : network.asOf(flow.endSeconds() * 1_000)
                        .find(NetworkInterface.class, interfaceId)
                        .map(NetworkInterface::vpcId)
                        .orElse(null);
        return new Place(headers.account(), headers.region(), vpcId, interfaceId);
    }

    private static Traffic traffic(FlowRecord flow, Verdict verdict) {
        // A reply is known by the port of the service that sent it; the port it goes to is a throw-away.
        boolean reply = verdict.has(Note.Kind.REPLY) || verdict.has(Note.Kind.POSSIBLE_REPLY);
        int port = reply ? flow.sourcePort() : flow.destinationPort();
        boolean hasPort = flow.protocol() == io.flowlens.network.Traffic.TCP
                || flow.protocol() == io.flowlens.network.Traffic.UDP;
        return new Traffic(
                verdict.direction().name().toLowerCase(Locale.ROOT),
                end(verdict.source()),
                end(verdict.destination()),
                Protocols.name(flow.protocol()),
                hasPort ? port : null);
    }

    private static End end(io.flowlens.network.verdict.End end) {
        String kind = switch (end.kind()) {
            case INSTANCE -> "instance";
            case INTERFACE -> "interface";
            case AWS_SERVICE -> "service";
            case INTERNET -> "internet";
            case PRIVATE -> "private";
        };
        return new End(
                kind,
                emptyToNull(end.id()),
                emptyToNull(end.name()),
                end.address().map(IpAddress::toString).orElse(null));
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
