package io.flowlens.cli.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Action;
import io.flowlens.network.verdict.ChangeJudge;
import io.flowlens.network.verdict.Effect;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.network.verdict.Prediction;
import io.flowlens.network.verdict.Tracking;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is said of a change held against what happens: the same packet sent through the sandbox's packet filter with the change
 * made for real, over random networks.
 */
class WhatIfAgreementTest {

    private static final long OTHER_SEED = 1_000_000;

    private final Map<Effect, Integer> seen = new EnumMap<>(Effect.class);
    private long seed = -1;
    private RandomChange change;
    private Worlds changed;
    private ProductModel product;
    private ChangeJudge requests;
    private ChangeJudge replies;

    @Test
    void saysWhatHappens() {
        int cases = Case.forEach(one -> {
            prepare(one);
            Effect effect = effect(one);
            seen.merge(effect, 1, Integer::sum);
            check(one, effect);
        });

        assertThat(seen.getOrDefault(Effect.NEWLY_REJECTED, 0)).isGreaterThan(cases / 100);
        assertThat(seen.getOrDefault(Effect.NEWLY_ACCEPTED, 0)).isGreaterThan(cases / 100);
        assertThat(seen.getOrDefault(Effect.UNANSWERED, 0)).isGreaterThan(cases / 300);
        assertThat(seen.getOrDefault(Effect.UNCHANGED, 0)).isGreaterThan(cases / 5);
        assertThat(seen.getOrDefault(Effect.UNKNOWN, 0)).isBetween(1, cases / 10);
        assertThat(seen).doesNotContainKeys(Effect.DISAGREES, Effect.UNKNOWN_INTERFACE);
    }

    private void check(Case one, Effect effect) {
        boolean passed = one.verdict().logged() == Action.ACCEPT;
        SandboxModel sandbox = sandbox(one);
        boolean asked = !one.reply()
                || sandbox.decide(one.flow().reversed(), one.icmp(), false).isAccepted();
        boolean tracked = one.reply() && asked && sandbox.isTracked(one.flow().reversed(), one.icmp());
        boolean passes = sandbox.decide(one.flow(), one.icmp(), tracked).isAccepted();
        String about = "%s%n%s%nchanged by %s".formatted(effect, one, change.change());
        switch (effect) {
            case NEWLY_REJECTED ->
                assertThat(asked && passed && !passes).as(about).isTrue();
            case NEWLY_ACCEPTED ->
                assertThat(asked && !passed && passes).as(about).isTrue();
            case UNANSWERED -> assertThat(asked).as(about).isFalse();
            case UNTOUCHED -> assertThat(asked && passed == passes).as(about).isTrue();
            case UNCHANGED -> assertThat(passed == passes || !asked).as(about).isTrue();
            default -> assertThat(mayBeUndecided(one)).as(about).isTrue();
        }
        if (!asked && effect == Effect.UNCHANGED) {
            assertThat(decision(one.worlds(), one.flow().reversed())).as(about).isEqualTo(Prediction.UNKNOWN);
        }
    }

    /** Whether something that the record does not tell makes a difference, before or after. */
    private boolean mayBeUndecided(Case one) {
        FlowPlan request = one.flow().reversed();
        boolean looksLikeAnAnswer = one.flow().protocol() != 6 && !one.reply();
        return looksLikeAnAnswer
                || decision(one.worlds(), one.flow()) == Prediction.UNKNOWN
                || decision(changed, one.flow()) == Prediction.UNKNOWN
                || (one.reply() && decision(one.worlds(), request) == Prediction.UNKNOWN)
                || (one.reply() && decision(changed, request) == Prediction.UNKNOWN);
    }

    private static Prediction decision(Worlds worlds, FlowPlan flow) {
        Prediction groups = worlds.groups(flow);
        Prediction acl = worlds.acl(flow);
        return groups == Prediction.UNKNOWN || acl == Prediction.UNKNOWN ? Prediction.UNKNOWN : groups;
    }

    private Effect effect(Case one) {
        boolean accepted = one.verdict().logged() == Action.ACCEPT;
        return (one.reply() ? replies : requests).effect(one.flow().record(accepted, one.reply()));
    }

    /** The sandbox that the packet passed, with the change made in it. */
    private SandboxModel sandbox(Case one) {
        return changed.sandboxes().get(one.worlds().sandboxes().indexOf(one.actual()));
    }

    private void prepare(Case one) {
        if (one.seed() == seed) {
            return;
        }
        seed = one.seed();
        change = RandomChange.of(one.plan(), new RandomPlan(OTHER_SEED + seed));
        changed = new Worlds(change.plan());
        product = new ProductModel(one.plan());
        requests = judge(Tracking.NONE);
        replies = judge(Tracking.TRACKED);
    }

    private ChangeJudge judge(Tracking tracking) {
        return new ChangeJudge(
                product.history(), change.change().in(product.history()), flow -> tracking, JudgeConfig.DEFAULT);
    }
}
