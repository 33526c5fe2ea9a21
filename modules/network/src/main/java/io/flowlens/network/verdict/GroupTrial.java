package io.flowlens.network.verdict;

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

    static GroupTrial of(Facts facts, Packet packet) {
        if (facts.networkInterface().groupIds().isEmpty()) {
            return NOT_ASKED;
        }
        List<RuleFit> fits = fits(facts, packet);
        if (fits.stream().anyMatch(RuleFit::fits)) {
            return new GroupTrial(Prediction.ALLOW, true, List.of(), Optional.empty());
        }
        List<Note> doubts = doubts(facts, fits);
        Optional<NearestMiss> nearest = fits.stream()
                .filter(fit -> !fit.failed().isEmpty())
                .min(RuleFit.NEAREST_FIRST)
                .map(fit -> fit.asMiss(packet));
        Prediction prediction = doubts.isEmpty() ? Prediction.DENY : Prediction.UNKNOWN;
        return new GroupTrial(prediction, !fits.isEmpty(), doubts, nearest);
    }

    private static List<RuleFit> fits(Facts facts, Packet packet) {
        var fits = new ArrayList<RuleFit>();
        for (SecurityGroup group : facts.groups()) {
            for (SecurityGroupRule rule : group.rules(packet.outbound())) {
                fits.add(RuleFit.of(group, rule, packet, facts));
            }
        }
        return fits;
    }

    private static List<Note> doubts(Facts facts, List<RuleFit> fits) {
        var doubts = new ArrayList<Note>();
        fits.forEach(fit -> fit.doubt().ifPresent(doubts::add));
        doubts.addAll(facts.missingGroups());
        return doubts;
    }
}
