package io.flowlens.network.verdict;

import io.flowlens.network.NetworkHistory;
import io.flowlens.network.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** Looks ahead: whether a packet that could not leave would be let in where it was going. */
final class OtherEnd {

    private final NetworkHistory history;
    private final Policies policies;

    OtherEnd(NetworkHistory history, Policies policies) {
        this.history = history;
        this.policies = policies;
    }

    /** A note when it would be blocked there too, so that the fix alone does not help. */
    Optional<Note> blocksToo(Hearing hearing) {
        Packet packet = hearing.packet();
        if (!packet.outbound()) {
            return Optional.empty(); // It got here, so the sender's side let it go.
        }
        long moment = hearing.window().start();
        NetworkInterface recorder = hearing.trials().get(0).facts().networkInterface();
        return history.asOf(moment)
                .holder(packet.peer(), recorder.vpcId())
                .flatMap(holder -> policies.at(
                                holder.id(), moment, hearing.window().latest())
                        .policy())
                .map(policy -> Trial.of(
                        policy, packet.arriving(), hearing.trials().get(0).reply()))
                .map(Trial::causes)
                .filter(causes -> !causes.isEmpty())
                .map(OtherEnd::note);
    }

    private static Note note(List<Cause> causes) {
        List<String> texts = causes.stream().map(Cause::text).toList();
        return new Note(
                Note.Kind.OTHER_END_BLOCKS_TOO, "the other end would block it too: " + String.join("; ", texts));
    }
}
