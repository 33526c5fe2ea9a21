package io.flowlens.topology;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Network;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.verdict.Note;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.End;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Place;
import io.flowlens.topics.Protocols;
import io.flowlens.topics.Traffic;
import java.util.Locale;
import java.util.Objects;

/**
 * A judged flow in the words of the topics.
 *
 * @param reply whether it answers a flow that was accepted
 */
public record RejectedFlow(Place place, Traffic traffic, Diagnosis diagnosis, boolean reply) {

    /** @param network as of the flow's time */
    public static RejectedFlow of(FlowRecord flow, Verdict verdict, FlowLogHeaders headers, Network network) {
        boolean reply = verdict.has(Note.Kind.REPLY);
        return new RejectedFlow(
                place(flow, headers, network),
                traffic(flow, verdict, reply || verdict.has(Note.Kind.POSSIBLE_REPLY)),
                DiagnosisText.of(verdict),
                reply);
    }

    /** Whether it stands in a batch of the same account and region. */
    boolean isFrom(FlowLogHeaders headers) {
        return Objects.equals(headers.account(), place.account()) && Objects.equals(headers.region(), place.region());
    }

    /** Where a record was written. */
    public static Place place(FlowRecord flow, FlowLogHeaders headers, Network network) {
        String interfaceId = flow.interfaceId();
        String vpcId = interfaceId == null
                ? null
                : network.find(NetworkInterface.class, interfaceId)
                        .map(NetworkInterface::vpcId)
                        .orElse(null);
        return new Place(headers.account(), headers.region(), vpcId, interfaceId);
    }

    /** A reply is known by the port of the service that sent it; the port it goes to is a throw-away. */
    private static Traffic traffic(FlowRecord flow, Verdict verdict, boolean reply) {
        int port = reply ? flow.sourcePort() : flow.destinationPort();
        return new Traffic(
                verdict.direction().name().toLowerCase(Locale.ROOT),
                End.of(verdict.source()),
                End.of(verdict.destination()),
                Protocols.name(flow.protocol()),
                io.flowlens.network.Traffic.hasPorts(flow.protocol()) ? port : null);
    }
}
