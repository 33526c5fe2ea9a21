package io.flowlens.network.verdict;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.NetworkHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Says of recorded flows what a changed network would have done with them. Each is held against both networks as of its own
 * time, at the interface that recorded it: the change counts as made before the first of them. For one thread.
 *
 * <p>Groups let answers through as long as the request would pass; ACLs are asked about every packet.
 */
public final class ChangeJudge {

    private final NetworkHistory history;
    private final AcceptedFlows accepted;
    private final Policies before;
    private final Policies after;
    private final long captureDelay;
    private final long inventoryLag;
    private PolicyPair last;

    /**
     * @param history the network as it was
     * @param changed the same with the change in all of its past
     */
    public ChangeJudge(NetworkHistory history, NetworkHistory changed, AcceptedFlows accepted, JudgeConfig config) {
        this.history = history;
        this.accepted = accepted;
        this.before = new Policies(history, config.tolerance());
        this.after = new Policies(changed, config.tolerance());
        this.captureDelay = config.captureDelay().toMillis();
        this.inventoryLag = config.inventoryLag().toMillis();
    }

    /** Whether the change may make a difference to the flow's interface at its time; a cheap look. */
    public boolean mayTouch(FlowRecord flow) {
        PolicyPair steady = flow.interfaceId() == null ? null : steady(flow);
        return steady == null || !steady.isSame();
    }

    /** What the changed network would have done with the flow. Allocates nothing unless rules changed around its time. */
    public Effect effect(FlowRecord flow) {
        if (flow.interfaceId() == null) {
            return Effect.UNKNOWN_INTERFACE;
        }
        PolicyPair steady = steady(flow);
        if (steady != null) {
            return effect(steady, flow);
        }
        List<PolicyPair> pairs = pairs(flow);
        return pairs.isEmpty() ? Effect.UNKNOWN_INTERFACE : common(pairs, flow);
    }

    /** Who is concerned, and which rules make the difference; empty when nothing differs after all. */
    public Optional<ChangedFlow> explain(FlowRecord flow) {
        Effect effect = effect(flow);
        PolicyPair steady = steady(flow);
        List<PolicyPair> pairs = steady == null ? pairs(flow) : List.of(steady);
        return pairs.stream()
                .filter(pair -> effect(pair, flow) == effect)
                .findFirst()
                .map(pair -> explain(effect, pair, flow));
    }

    /** The same object for flows of an interface that meet the same changed rules; null where these changed around its time. */
    public Object rules(FlowRecord flow) {
        PolicyPair steady = steady(flow);
        return steady == null ? null : steady.after();
    }

    /** Whether the flow answers a request that its interface let through. */
    public boolean isReply(FlowRecord flow) {
        PolicyPair steady = steady(flow);
        boolean outbound = steady != null && Glance.direction(steady.before(), flow) == FlowDirection.EGRESS;
        return isReply(flow, outbound);
    }

    private ChangedFlow explain(Effect effect, PolicyPair pair, FlowRecord flow) {
        boolean outbound = Glance.direction(pair.before(), flow) == FlowDirection.EGRESS;
        boolean reply = isReply(flow, outbound);
        Packet packet = Packet.of(flow, outbound);
        Trial was = Trial.of(pair.before(), packet, reply);
        Trial would = Trial.of(pair.after(), packet, reply);
        Facts facts = pair.before().facts();
        var ends = new Ends(history.asOf(Window.start(flow)), Optional.of(facts.networkInterface()));
        return new ChangedFlow(
                effect,
                packet.direction(),
                reply,
                ends.source(flow),
                ends.destination(flow),
                grounds(effect, was, would));
    }

    private static List<Ground> grounds(Effect effect, Trial was, Trial would) {
        var grounds = new ArrayList<Ground>(2);
        if (effect == Effect.NEWLY_REJECTED) {
            if (would.acl().prediction() == Prediction.DENY) {
                grounds.add(Ground.decidedBy(would));
            }
            if (would.groupPrediction() == Prediction.DENY) {
                grounds.add(Ground.noLongerLetIn(was, would));
            }
        } else if (effect == Effect.NEWLY_ACCEPTED) {
            if (was.acl().prediction() == Prediction.DENY) {
                grounds.add(Ground.decidedBy(would));
            }
            if (was.groupPrediction() == Prediction.DENY) {
                Ground.letIn(was, would).ifPresent(grounds::add);
            }
        }
        if (would.packet().outbound()) {
            Collections.reverse(grounds);
        }
        return grounds;
    }

    /** Null where the rules, or what is known of them, changed around the flow's time. */
    private PolicyPair steady(FlowRecord flow) {
        String interfaceId = flow.interfaceId();
        long earliest = Window.earliest(flow, captureDelay);
        long latest = Window.latest(flow, inventoryLag);
        Policy was = before.steady(interfaceId, earliest, latest);
        Policy would = was == null ? null : after.steady(interfaceId, earliest, latest);
        if (would == null) {
            return null;
        }
        if (last == null || !last.isOf(was, would)) {
            last = new PolicyPair(was, would);
        }
        return last;
    }

    /** Every state that may have judged the flow, each with what it would have been. */
    private List<PolicyPair> pairs(FlowRecord flow) {
        long earliest = Window.earliest(flow, captureDelay);
        long latest = Window.latest(flow, inventoryLag);
        var pairs = new ArrayList<PolicyPair>();
        for (Policies.Span span : before.between(flow.interfaceId(), earliest, latest)) {
            long moment = Math.max(earliest, span.lookup().from());
            Optional<Policy> would =
                    after.at(flow.interfaceId(), moment, latest).policy();
            if (span.policy().isPresent() && would.isPresent()) {
                pairs.add(new PolicyPair(span.policy().get(), would.get()));
            }
        }
        return pairs;
    }

    /** What all states agree on that explain what AWS logged. */
    private Effect common(List<PolicyPair> pairs, FlowRecord flow) {
        List<Effect> effects = pairs.stream()
                .map(pair -> effect(pair, flow))
                .filter(effect -> effect != Effect.DISAGREES)
                .distinct()
                .toList();
        if (effects.isEmpty()) {
            return Effect.DISAGREES;
        }
        return effects.size() == 1 ? effects.get(0) : Effect.UNKNOWN;
    }

    private Effect effect(PolicyPair pair, FlowRecord flow) {
        if (pair.isSame()) {
            return Effect.UNTOUCHED;
        }
        FlowDirection direction = Glance.direction(pair.before(), flow);
        if (direction == FlowDirection.UNKNOWN || !Glance.isComplete(flow)) {
            return Effect.UNKNOWN;
        }
        boolean outbound = direction == FlowDirection.EGRESS;
        if (flow.has(outbound ? Field.PKT_DSTADDR : Field.PKT_SRCADDR)) {
            IpAddress peer = outbound ? flow.packetDestination() : flow.packetSource();
            return effect(pair, flow, outbound, peer.high(), peer.low());
        }
        return outbound
                ? effect(pair, flow, true, flow.destinationHigh(), flow.destinationLow())
                : effect(pair, flow, false, flow.sourceHigh(), flow.sourceLow());
    }

    private Effect effect(PolicyPair pair, FlowRecord flow, boolean outbound, long high, long low) {
        if (pair.answersAlike(flow, outbound, high, low) && pair.answersRequestAlike(flow, outbound, high, low)) {
            return Effect.UNCHANGED;
        }
        int protocol = flow.protocol();
        int port = flow.destinationPort();
        Prediction groupsWere = pair.before().groups(outbound, high, low, protocol, port);
        Prediction aclWas = pair.before().acl(outbound, high, low, protocol, port);
        Prediction groups = pair.after().groups(outbound, high, low, protocol, port);
        Prediction acl = pair.after().acl(outbound, high, low, protocol, port);
        Prediction request = lostRequest(pair, flow, outbound, high, low);
        boolean alike = groups == groupsWere && acl == aclWas && request == Prediction.ALLOW;
        if (alike && hasSameDoubts(pair, groups.and(acl), Packet.of(flow, outbound))) {
            return Effect.UNCHANGED;
        }
        boolean reply = isReply(flow, outbound);
        if (reply) {
            // Untracked connections included: they are such by a rule that lets everything back, and without it
            // tracked.
            groupsWere = Prediction.ALLOW;
            groups = Prediction.ALLOW;
        }
        Prediction was = groupsWere.and(aclWas);
        if (isRefusedOtherwise(flow) || was.against(flow.action()) != Agreement.AGREES) {
            return disagreement(was, flow);
        }
        if (reply && request != Prediction.ALLOW) {
            return request == Prediction.DENY ? Effect.UNANSWERED : Effect.UNKNOWN;
        }
        if (groups == Prediction.DENY && groupsWere == Prediction.ALLOW && mayAnswer(pair, flow, outbound, high, low)) {
            groups = Prediction.UNKNOWN;
        }
        return effect(was, groups.and(acl));
    }

    /** Whether what cannot be known is the same before and after: then so is what comes of it. */
    private static boolean hasSameDoubts(PolicyPair pair, Prediction prediction, Packet packet) {
        if (prediction != Prediction.UNKNOWN) {
            return true;
        }
        Trial was = Trial.of(pair.before(), packet, false);
        Trial would = Trial.of(pair.after(), packet, false);
        return was.groups().doubts().equals(would.groups().doubts())
                && was.acl().equals(would.acl());
    }

    private static Effect effect(Prediction was, Prediction would) {
        if (was == would) {
            return Effect.UNCHANGED;
        }
        return switch (would) {
            case ALLOW -> Effect.NEWLY_ACCEPTED;
            case DENY -> Effect.NEWLY_REJECTED;
            case UNKNOWN -> Effect.UNKNOWN;
        };
    }

    private static Effect disagreement(Prediction was, FlowRecord flow) {
        if (isRefusedOtherwise(flow)) {
            return Effect.UNCHANGED;
        }
        return was == Prediction.UNKNOWN || flow.action() == Action.NONE ? Effect.UNKNOWN : Effect.DISAGREES;
    }

    /** What the changed network says to the request that the flow may answer, where the old one let it through; else ALLOW. */
    private static Prediction lostRequest(PolicyPair pair, FlowRecord flow, boolean outbound, long high, long low) {
        int protocol = flow.protocol();
        int port = flow.sourcePort();
        if (requestPrediction(pair.before(), !outbound, high, low, protocol, port) != Prediction.ALLOW) {
            return Prediction.ALLOW;
        }
        return requestPrediction(pair.after(), !outbound, high, low, protocol, port);
    }

    private static Prediction requestPrediction(
            Policy policy, boolean outbound, long high, long low, int protocol, int port) {
        return policy.groups(outbound, high, low, protocol, port).and(policy.acl(outbound, high, low, protocol, port));
    }

    private boolean isReply(FlowRecord flow, boolean outbound) {
        return Replies.passGroups(flow, accepted.requestOf(flow), outbound);
    }

    /** Whether it was accepted, and may be the answer to a request that nobody saw and the changed groups let through. */
    private static boolean mayAnswer(PolicyPair pair, FlowRecord flow, boolean outbound, long high, long low) {
        return flow.action() == Action.ACCEPT
                && Replies.isShapedAsOne(flow, outbound)
                && pair.after().groups(!outbound, high, low, flow.protocol(), flow.sourcePort()) != Prediction.DENY;
    }

    /** By what no rule changes: AWS says so itself. */
    private static boolean isRefusedOtherwise(FlowRecord flow) {
        return flow.action() == Action.REJECT
                && flow.has(Field.REJECT_REASON)
                && RejectAnswer.loggedCause(flow.text(Field.REJECT_REASON), flow.direction())
                        .isPresent();
    }
}
