package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import io.flowlens.provisioner.Teardown;
import io.flowlens.provisioner.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The lab of the tutorial, in the account and region of the clients: two instances in the default VPC that cannot ping
 * each other, the VPC's flow log into a log group, and what the tutorial leaves out, a Kinesis stream that carries every
 * event of the log group.
 *
 * <p>Everything made is tagged {@code flowlens:lab=flow-logs-project}. What is there under the lab's names without that tag
 * belongs to somebody: it is used as it is, and never deleted.
 */
public final class Lab {

    private static final Duration ALL_SEEN = Duration.ofSeconds(30);

    private final AwsClients clients;

    public Lab(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * Makes what is missing, and returns when commands can be run on both instances. Run again after a failure it goes on
     * where it ended; run on a finished lab it changes nothing.
     *
     * @throws ProvisioningException at the first thing that cannot be made; what was made until then stays
     */
    public LabState up(Progress progress) {
        new LabSetup(clients, progress).run();
        return allSeen(progress);
    }

    /** All of it once AWS tells of all of it; what there is when that takes too long. */
    private LabState allSeen(Progress progress) {
        try {
            return new Waiting(progress)
                    .until(
                            "AWS to tell of all of it",
                            ALL_SEEN,
                            () -> Optional.of(find()).filter(LabState::complete));
        } catch (ProvisioningException e) {
            if (e.reason() != Reason.TIMEOUT) {
                throw e;
            }
            return find();
        }
    }

    /** What there is of it now. */
    public LabState find() {
        return new LabSurvey(clients).run();
    }

    /** EC2's checks of running instances, by instance id; of one that does not run there are none. */
    public Map<String, InstanceHealth> health(LabState state) {
        return new LabInstances(clients, new Waiting(Progress.silent()))
                .health(state.instances().stream().map(LabState.Instance::id).toList());
    }

    /**
     * The interface id as the instance itself finds it: from its metadata service, version 2, asked over Systems Manager.
     *
     * @throws ProvisioningException when the command was not run within a minute
     */
    public String interfaceIdByMetadata(String instanceId) {
        return new InstanceShell(clients).interfaceId(instanceId);
    }

    /**
     * Sends three echo requests and waits a second for each reply.
     *
     * @param instanceId where {@code ping} runs; Systems Manager must reach it
     * @param targetIp an address, never a name
     * @throws IllegalArgumentException when {@code targetIp} is not an address
     * @throws ProvisioningException when the command was not run within a minute; no reply is no failure
     */
    public Ping ping(String instanceId, String targetIp) {
        return new InstanceShell(clients).ping(instanceId, targetIp);
    }

    /**
     * Deletes what the lab made, and the network ACL entry of {@link LabRules#denyPings}; goes on past what cannot be
     * deleted.
     */
    public Teardown down(Progress progress) {
        return new LabTeardown(clients, progress).run();
    }
}
