package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.iam.Iam;
import java.time.Instant;

/** An instance with its interface and its root volume. */
final class Instance {

    private final String id;
    private final Launch launch;
    private final String volumeId;
    private final Instant launched;
    private NetworkInterface networkInterface;
    private InstanceState state = InstanceState.PENDING;
    private Instant since;

    /**
     * What all instances of one RunInstances call share.
     *
     * @param profile null if there is none
     * @param clientToken null if there was none
     * @param userData base64, null if there was none
     * @param wantsPublicAddress whether it gets one whenever it starts
     */
    record Launch(
            String reservationId,
            String clientToken,
            InstanceTypes type,
            Iam.Profile profile,
            String userData,
            boolean wantsPublicAddress,
            boolean requiresTokens,
            String keyName) {}

    Instance(String id, Launch launch, String volumeId, Instant launched) {
        this.id = id;
        this.launch = launch;
        this.volumeId = volumeId;
        this.launched = launched;
        this.since = launched;
    }

    String id() {
        return id;
    }

    Launch launch() {
        return launch;
    }

    String volumeId() {
        return volumeId;
    }

    Instant launched() {
        return launched;
    }

    /** The interface, null once the instance is terminated. */
    NetworkInterface networkInterface() {
        return networkInterface;
    }

    void networkInterface(NetworkInterface attached) {
        networkInterface = attached;
    }

    InstanceState state() {
        return state;
    }

    /** When the present state began. */
    Instant since() {
        return since;
    }

    void enter(InstanceState newState, Instant now) {
        state = newState;
        since = now;
    }
}
