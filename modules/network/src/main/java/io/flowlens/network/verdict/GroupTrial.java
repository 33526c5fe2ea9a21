package io.flowlens.network.verdict;

import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Peer;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the security groups of an interface say to a packet that starts a connection.
 *
 * @param doubts the rules that may or may not have fitted
 * @param nearestMiss empty when a rule fits or there is none
 */
record GroupTrial(Prediction prediction, boolean anyRules, List<Note> doubts, Optional<NearestMiss> nearestMiss) {

    private static final GroupTrial NOT_ASKED = new GroupTrial(Prediction.ALLOW, false, List.of(), Optional.empty());
    private static final GroupTrial FITS = new GroupTrial(Prediction.ALLOW, true, List.of(), Optional.empty());

    static GroupTrial of(Policy policy, Packet packet) {
        if (policy.facts().networkInterface().groupIds().isEmpty()) {
            return NOT_ASKED;
        }
        Prediction prediction = policy.groups(packet);
        if (prediction == Prediction.ALLOW) {
            return FITS;
        }
        List<Note> doubts = prediction == Prediction.DENY ? List.of() : doubts(policy.facts(), packet);
        Misfit nearest = policy.nearestRule(packet);
        boolean anyRules = nearest != null || !doubts.isEmpty();
        if (prediction == Prediction.UNKNOWN) {
            doubts.addAll(policy.facts().missingGroups());
        }
        return new GroupTrial(
                prediction, anyRules, doubts, Optional.ofNullable(nearest).map(misfit -> misfit.asMiss(packet)));
    }

    /** What cannot be known about rules, where none certainly fits. */
    private static List<Note> doubts(Facts facts, Packet packet) {
        var doubts = new ArrayList<Note>();
        for (SecurityGroup group : facts.groups()) {
            for (SecurityGroupRule rule : group.rules(packet.outbound())) {
                if (fit(rule, packet, facts) == Prediction.UNKNOWN) {
                    doubts.add(doubt(rule));
                }
            }
        }
        return doubts;
    }

    /** The first rule that fits, if each one that does names a group; empty when another rule fits too. */
    static Optional<SecurityGroupRule> onlyByReference(Facts facts, Packet packet) {
        List<SecurityGroupRule> fitting = facts.groups().stream()
                .flatMap(group -> group.rules(packet.outbound()).stream())
                .filter(rule -> fit(rule, packet, facts) == Prediction.ALLOW)
                .toList();
        boolean only = fitting.stream().allMatch(rule -> rule.peer() instanceof Peer.Group);
        return only ? fitting.stream().findFirst() : Optional.empty();
    }

    /** Whether the rule lets the packet through, as far as that can be known. */
    static Prediction fit(SecurityGroupRule rule, Packet packet, Facts facts) {
        if (!rule.traffic().coversProtocol(packet.protocol()) || !rule.traffic().coversPort(packet.destinationPort())) {
            return Prediction.DENY;
        }
        Prediction peer = peerFit(rule.peer(), packet.peer(), facts);
        return peer == Prediction.ALLOW && rule.traffic().asksForIcmpType() ? Prediction.UNKNOWN : peer;
    }

    private static Prediction peerFit(Peer peer, IpAddress address, Facts facts) {
        if (peer instanceof Peer.Block block) {
            return block.cidr().contains(address) ? Prediction.ALLOW : Prediction.DENY;
        }
        return facts.reference(peer).covers(address.high(), address.low());
    }

    private static Note doubt(SecurityGroupRule rule) {
        if (rule.traffic().asksForIcmpType()) {
            return new Note(
                    Note.Kind.ICMP_TYPE_NOT_RECORDED, rule.describe() + "; flow logs do not record the ICMP type");
        }
        var kind = rule.peer() instanceof Peer.Group ? Note.Kind.UNKNOWN_GROUP : Note.Kind.UNKNOWN_PREFIX_LIST;
        return new Note(kind, rule.describe() + ", which the inventory did not hold");
    }
}
