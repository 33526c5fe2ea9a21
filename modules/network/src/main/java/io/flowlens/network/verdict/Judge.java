package io.flowlens.network.verdict;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges flows by the rules of their own time. One judge per thread; the history may be shared.
 *
 * <p>Ask {@link #predict} first, which is fast, and {@link #judge} for every reject and for what the prediction does
 * not agree with. Neither keeps anything of the record.
 */
public final class Judge {

    /** States of the rules before the flow that are searched for one that let its connection in. */
    private static final int EARLIER_STATES = 8;

    private final NetworkHistory history;
    private final AcceptedFlows accepted;
    private final Policies policies;
    private final Glance glance;
    private final OtherEnd otherEnd;
    private final Reaches reaches;
    private final KnownVerdicts known;
    private final long captureDelay;
    private final long inventoryLag;
    private long reached = Long.MAX_VALUE;

    public Judge(NetworkHistory history, AcceptedFlows accepted, JudgeConfig config) {
        this.history = history;
        this.accepted = accepted;
        this.policies = new Policies(history, config.tolerance());
        this.glance = new Glance(accepted);
        this.otherEnd = new OtherEnd(history, policies);
        this.reaches = new Reaches(history, config.tolerance());
        this.known = new KnownVerdicts(history, config.tolerance());
        this.captureDelay = config.captureDelay().toMillis();
        this.inventoryLag = config.inventoryLag().toMillis();
    }

    /**
     * Says up to when the inventory has been read, for a network that is still being watched: verdicts on flows for which it has
     * not been read far enough say so. At the beginning nothing is taken to be missing.
     *
     * @param millis epoch milliseconds
     */
    public void inventoryReaches(long millis) {
        reached = millis;
    }

    /** Whether the inventory has not been read as far as the verdict on the flow looks. */
    public boolean isAheadOfInventory(FlowRecord flow) {
        return Window.latest(flow, inventoryLag) > reached;
    }

    /** What the rules say, without saying why. Allocates nothing unless the rules changed around the flow's time. */
    public Prediction predict(FlowRecord flow) {
        String interfaceId = flow.interfaceId();
        if (interfaceId == null) {
            return Prediction.UNKNOWN;
        }
        Policy policy =
                policies.steady(interfaceId, Window.earliest(flow, captureDelay), Window.latest(flow, inventoryLag));
        if (policy != null) {
            return glance.predict(policy, flow);
        }
        return isAllowedMeanwhile(flow) ? Prediction.ALLOW : judge(flow).predicted();
    }

    /** Whether an accept needs no second look though the rules changed around it: one of the states let it through. */
    private boolean isAllowedMeanwhile(FlowRecord flow) {
        if (flow.action() != Action.ACCEPT || !Glance.isComplete(flow)) {
            return false;
        }
        long earliest = Window.earliest(flow, captureDelay);
        List<Policy> states = policies.states(flow.interfaceId(), earliest, Window.latest(flow, inventoryLag));
        for (Policy state : oriented(flow, states)) {
            if (Glance.allows(state, flow)) {
                return true;
            }
        }
        return false;
    }

    /** Which way the flow went at its interface; UNKNOWN where neither the record nor the inventory says. */
    public FlowDirection direction(FlowRecord flow) {
        String interfaceId = flow.interfaceId();
        if (interfaceId == null || flow.direction() != FlowDirection.UNKNOWN) {
            return flow.direction();
        }
        long latest = Window.latest(flow, inventoryLag);
        Policy policy = policies.steady(interfaceId, Window.earliest(flow, captureDelay), latest);
        if (policy == null) { // the rules changed meanwhile; the addresses seldom do
            policy = policies.at(interfaceId, latest, latest).policy().orElse(null);
        }
        return policy == null ? FlowDirection.UNKNOWN : Glance.direction(policy, flow);
    }

    /**
     * Tells the rejects that are all alike: a stranger on the internet is kept out by the groups of the interface, and by
     * nothing else, beyond doubt. Scans bring them by the million, and what {@link #judge} says of one it says of all.
     *
     * @return the same object for flows that are alike but for the stranger and what was tried; null for every other flow
     */
    public Object strangerKeptOutBy(FlowRecord flow) {
        String interfaceId = flow.interfaceId();
        if (interfaceId == null || flow.has(Field.REJECT_REASON) || flow.has(Field.PKT_SRC_AWS_SERVICE)) {
            return null;
        }
        Policy policy =
                policies.steady(interfaceId, Window.earliest(flow, captureDelay), Window.latest(flow, inventoryLag));
        if (policy == null || !glance.isKeptOutByGroups(policy, flow) || !isStranger(flow)) {
            return null;
        }
        return isAheadOfInventory(flow) ? policy.facts() : policy; // beyond doubt as far as is known, or altogether
    }

    /** Nothing in the inventory held the address then. */
    private boolean isStranger(FlowRecord flow) {
        IpAddress source = flow.has(Field.PKT_SRCADDR) ? flow.packetSource() : flow.source();
        return Ends.isPublic(source)
                && (history.holders(source).ids().isEmpty()
                        || history.asOf(Window.start(flow)).holders(source).isEmpty());
    }

    /**
     * What the rules say and why AWS did what it logged. Never throws.
     *
     * @return the same object for a reject that comes again, as long as the network is the same and memory lasts
     */
    public Verdict judge(FlowRecord flow) {
        Window window = Window.of(flow, captureDelay, inventoryLag, reached);
        long version = history.version();
        RejectKey key = key(flow, window);
        if (key == null) {
            return judge(flow, window);
        }
        Verdict verdict = known.find(key, window);
        if (verdict == null) {
            verdict = judge(flow, window);
            known.keep(key, window, version, verdict);
        }
        return verdict;
    }

    /** Null where a verdict is the flow's own: for what changed around it, what is not known yet, or what it answers. */
    private RejectKey key(FlowRecord flow, Window window) {
        if (window.ahead() || !RejectKey.fits(flow) || accepted.requestOf(flow) != Tracking.NONE) {
            return null;
        }
        Policy policy = policies.steady(flow.interfaceId(), window.earliest(), window.latest());
        boolean seenBefore = policy != null && policy.facts().sighted().firstSeen() <= window.end();
        return seenBefore ? RejectKey.of(policy, flow) : null;
    }

    private Verdict judge(FlowRecord flow, Window window) {
        List<Policy> states = states(flow, window);
        if (states.isEmpty()) {
            return new Unjudged(history, flow, window).unknownInterface();
        }
        Facts first = states.get(0).facts();
        List<Policy> oriented = oriented(flow, states);
        if (oriented.isEmpty()) {
            return new Unjudged(history, flow, window)
                    .because(first, Note.Kind.UNKNOWN_DIRECTION, "neither end is the interface's own");
        }
        Packet packet = Packet.of(flow, Glance.direction(oriented.get(0), flow) == FlowDirection.EGRESS);
        if (!packet.isComplete()) {
            return new Unjudged(history, flow, window)
                    .because(first, Note.Kind.RECORD_INCOMPLETE, "addresses, ports or protocol are missing");
        }
        return verdict(hearing(flow, window, packet, oriented));
    }

    /**
     * What would have become of a recorded reject had the fix, which may have been made for another, been in place.
     *
     * @return ALLOW when the fix had let it pass, UNKNOWN when it may have, DENY when it makes no difference
     */
    public Prediction effect(Fix fix, FlowRecord reject) {
        if (!Patch.concerns(fix, Packet.of(reject, true)) && !Patch.concerns(fix, Packet.of(reject, false))) {
            return Prediction.DENY;
        }
        Window window = Window.of(reject, captureDelay, inventoryLag, reached);
        List<Policy> oriented = oriented(reject, states(reject, window));
        if (oriented.isEmpty()) {
            return Prediction.DENY;
        }
        Packet packet = Packet.of(reject, Glance.direction(oriented.get(0), reject) == FlowDirection.EGRESS);
        return Patch.concerns(fix, packet)
                ? new RejectAnswer(hearing(reject, window, packet, oriented), Optional.empty()).with(fix)
                : Prediction.DENY;
    }

    private List<Policy> states(FlowRecord flow, Window window) {
        String interfaceId = flow.interfaceId();
        return interfaceId == null ? List.of() : policies.states(interfaceId, window.earliest(), window.latest());
    }

    /** The states that tell which way the flow went, none if they do not agree: its addresses may have moved. */
    private static List<Policy> oriented(FlowRecord flow, List<Policy> states) {
        var oriented = new ArrayList<Policy>(states.size());
        FlowDirection agreed = FlowDirection.UNKNOWN;
        for (Policy state : states) {
            FlowDirection direction = Glance.direction(state, flow);
            if (direction == FlowDirection.UNKNOWN) {
                continue;
            }
            if (direction != agreed && agreed != FlowDirection.UNKNOWN) {
                return List.of();
            }
            agreed = direction;
            oriented.add(state);
        }
        return oriented;
    }

    private Hearing hearing(FlowRecord flow, Window window, Packet packet, List<Policy> states) {
        Tracking tracking = accepted.requestOf(flow);
        boolean senderIsKnown = TcpFlags.answers(flow) && (packet.outbound() || isKnown(packet, window, states));
        boolean reply = Replies.passGroups(flow, tracking, senderIsKnown) && !isUntracked(flow, window, packet, states);
        var trials = new ArrayList<Trial>(states.size());
        for (Policy state : states) {
            trials.add(Trial.of(state, packet, reply));
        }
        return new Hearing(flow, window, packet, tracking, trials, history);
    }

    private boolean isUntracked(FlowRecord flow, Window window, Packet packet, List<Policy> states) {
        return states.stream().anyMatch(state -> Untracked.connection(state.facts(), packet))
                || earlier(flow, window, packet).stream()
                        .anyMatch(state -> Untracked.connection(state.facts(), packet));
    }

    private boolean isKnown(Packet packet, Window window, List<Policy> states) {
        NetworkInterface recorder = states.get(0).facts().networkInterface();
        return history.asOf(window.start())
                .holder(packet.peer(), recorder.vpcId())
                .isPresent();
    }

    private Verdict verdict(Hearing hearing) {
        Action logged = hearing.flow().action();
        Reasoning reasoning = logged == Action.REJECT
                ? new RejectAnswer(hearing, otherEnd.blocksToo(hearing))
                : new AcceptAnswer(hearing, earlier(hearing.flow(), hearing.window(), hearing.packet()));
        var judgement = new Verdict.Judgement(
                logged == Action.NONE ? Answer.NO_DECISION : reasoning.answer(),
                reasoning.certainty(),
                reasoning.predicted(),
                logged,
                hearing.packet().direction());
        var ends = new Ends(
                history.asOf(hearing.window().start()),
                Optional.of(reasoning.trial().facts().networkInterface()));
        return new Verdict(
                judgement,
                ends.source(hearing.flow()),
                ends.destination(hearing.flow()),
                reasoning.causes(),
                reasoning.notes(),
                hearing.change(),
                reasoning
                        .fix()
                        .map(fix -> reaches.measured(fix, reasoning.trial().facts(), hearing.window())));
    }

    /** What held before the window, newest first, as far back as groups remember a connection. */
    private List<Policy> earlier(FlowRecord flow, Window window, Packet packet) {
        var earlier = new ArrayList<Policy>();
        long moment = window.earliest();
        long oldest = moment - IdleTimeout.millis(packet.protocol());
        while (earlier.size() < EARLIER_STATES && moment > oldest) {
            Policies.Span span = policies.at(flow.interfaceId(), moment, window.latest());
            if (span.policy().isEmpty()) {
                break;
            }
            earlier.add(span.policy().get());
            moment = span.lookup().from() - 1;
        }
        return earlier;
    }
}
