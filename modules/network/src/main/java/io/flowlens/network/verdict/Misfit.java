package io.flowlens.network.verdict;

import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * A group rule that does not let a packet through.
 *
 * @param failed what does not fit, as bits; the lower of two sets alike in number is the nearer one
 */
record Misfit(SecurityGroup group, SecurityGroupRule rule, int failed) {

    static final int PEER = 1;
    static final int PORT = 2;
    static final int PROTOCOL = 4;

    NearestMiss asMiss(Packet packet) {
        List<Dimension> dimensions = dimensions(packet);
        var text = new StringBuilder(128);
        text.append(rule.label()).append(" of ").append(group.id()).append(" allows ");
        text.append(rule.traffic())
                .append(packet.outbound() ? " to " : " from ")
                .append(rule.peer());
        for (int i = 0; i < dimensions.size(); i++) {
            text.append(i == 0 ? "; " : " and ");
            append(text, dimensions.get(i), packet);
        }
        text.append(dimensions.size() == 1 ? " does not fit" : " do not fit");
        return new NearestMiss(group.id(), rule, dimensions, text.toString());
    }

    private List<Dimension> dimensions(Packet packet) {
        var dimensions = new ArrayList<Dimension>(3);
        if ((failed & PROTOCOL) != 0) {
            dimensions.add(Dimension.PROTOCOL);
        }
        if ((failed & PORT) != 0) {
            dimensions.add(Dimension.PORT);
        }
        if ((failed & PEER) != 0) {
            dimensions.add(packet.outbound() ? Dimension.DESTINATION : Dimension.SOURCE);
        }
        return dimensions;
    }

    private static void append(StringBuilder text, Dimension dimension, Packet packet) {
        switch (dimension) {
            case PROTOCOL -> text.append("the protocol ").append(Traffic.protocolName(packet.protocol()));
            case PORT -> text.append("the port ").append(packet.destinationPort());
            case SOURCE -> text.append("the source ").append(packet.source());
            case DESTINATION -> text.append("the destination ").append(packet.destination());
        }
    }
}
