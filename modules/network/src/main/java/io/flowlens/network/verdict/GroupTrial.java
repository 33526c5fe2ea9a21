package io.flowlens.network.verdict;

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

    static GroupTrial of(Facts facts, Packet packet) {
        if (facts.networkInterface().groupIds().isEmpty()) {
            return NOT_ASKED;
        }
        var doubts = new ArrayList<Note>();
        RuleFit nearest = null;
        for (SecurityGroup group : facts.groups()) {
            for (SecurityGroupRule rule : group.rules(packet.outbound())) {
                RuleFit fit = RuleFit.of(group, rule, packet, facts);
                if (fit.fits()) {
                    return FITS;
                }
                if (fit.doubtful()) {
                    doubts.add(fit.doubt());
                } else if (nearest == null || RuleFit.NEAREST_FIRST.compare(fit, nearest) < 0) {
                    nearest = fit;
                }
            }
        }
        return misfit(facts, packet, doubts, Optional.ofNullable(nearest));
    }

    /** The first rule that fits, if each one that does names a group; empty when another rule fits too. */
    static Optional<SecurityGroupRule> onlyByReference(Facts facts, Packet packet) {
        List<SecurityGroupRule> fitting = facts.groups().stream()
                .flatMap(group ->
                        group.rules(packet.outbound()).stream().map(rule -> RuleFit.of(group, rule, packet, facts)))
                .filter(RuleFit::fits)
                .map(RuleFit::rule)
                .toList();
        boolean only = fitting.stream().allMatch(rule -> rule.peer() instanceof Peer.Group);
        return only ? fitting.stream().findFirst() : Optional.empty();
    }

    private static GroupTrial misfit(Facts facts, Packet packet, List<Note> doubts, Optional<RuleFit> nearest) {
        boolean anyRules = nearest.isPresent() || !doubts.isEmpty();
        doubts.addAll(facts.missingGroups());
        Prediction prediction = doubts.isEmpty() ? Prediction.DENY : Prediction.UNKNOWN;
        return new GroupTrial(prediction, anyRules, doubts, nearest.map(fit -> fit.asMiss(packet)));
    }
}
