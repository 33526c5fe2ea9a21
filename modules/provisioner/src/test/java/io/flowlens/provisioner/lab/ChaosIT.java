package io.flowlens.provisioner.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flowlens.provisioner.AwsAccess;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import io.flowlens.provisioner.Sandbox;
import io.flowlens.provisioner.Teardown;
import io.flowlens.provisioner.logs.FlowLogSubscription;
import io.flowlens.provisioner.logs.SubscriptionRequest;
import io.flowlens.provisioner.logs.SubscriptionRequest.Source;
import io.flowlens.sandbox.aws.Chaos;
import io.flowlens.sandbox.aws.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What a real account does to its users ends in success after a while, or in one sentence that says what and why. */
class ChaosIT {

    private final Sandbox sandbox = new Sandbox();
    private final AwsClients clients = sandbox.clients();
    private final Lab lab = new Lab(clients);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Chaos.class,
            names = {"IAM_PROPAGATION", "EVENTUAL_CONSISTENCY", "DEPENDENCY_VIOLATION", "THROTTLING"})
    void aLabAndASubscriptionComeAndGoInSpiteOf(Chaos chaos) {
        sandbox.faults().begin(chaos);

        LabState made = lab.up(Progress.silent());
        assertThat(made.complete()).isTrue();
        assertThat(made.instances()).hasSize(2);

        FlowLogSubscription subscription = subscription(made.network().vpcId());
        subscription.apply(Progress.silent());
        assertThat(subscription(made.network().vpcId())
                        .remove(Progress.silent())
                        .failed())
                .isEmpty();

        Teardown gone = lab.down(Progress.silent());
        assertThat(gone.failed()).isEmpty();
        assertThat(lab.find().absent()).isTrue();
    }

    /** The launch was done, its answer got lost, and the instances are not listed yet when the next run looks. */
    @Test
    void launchesNothingBesideInstancesThatItDoesNotSeeYet() {
        sandbox.faults().begin(Chaos.EVENTUAL_CONSISTENCY);
        sandbox.faults()
                .refuse(
                        "ec2:RunInstances",
                        Refusal.always(403, "ExpiredToken", "Expired.").only(1).afterwards());
        assertThat(catchThrowableOfType(ProvisioningException.class, () -> lab.up(Progress.silent())))
                .hasMessageContaining("cannot launch instances");

        assertThat(lab.up(Progress.silent()).complete()).isTrue();

        sandbox.faults().clear();
        assertThat(clients.ec2().describeInstances().reservations())
                .flatExtracting(reservation -> reservation.instances())
                .hasSize(2);
    }

    @Test
    void saysThatItWaitsForInstancesThatRegisterLate() {
        sandbox.faults().begin(Chaos.SSM_LATE);
        HeardProgress progress = new HeardProgress();

        assertThat(lab.up(progress).complete()).isTrue();

        assertThat(progress.waiting())
                .anyMatch(sentence -> sentence.startsWith("waiting for Systems Manager to reach the instances (")
                        && sentence.endsWith(" s of at most 600 s)"));
    }

    @Test
    void endsWithOneSentenceWhenTheCredentialsExpireInTheMiddle() {
        sandbox.faults().begin(Chaos.EXPIRED_CREDENTIALS);
        ProvisioningException failure =
                catchThrowableOfType(ProvisioningException.class, () -> lab.up(Progress.silent()));

        assertThat(failure.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(failure.getMessage())
                .startsWith("cannot ")
                .contains("ExpiredToken", "renew them")
                .doesNotContain("\n");
        assertThat(lab.down(Progress.silent()).failed())
                .singleElement()
                .asString()
                .contains("ExpiredToken", "what follows was not tried");

        sandbox.faults().clear();
        assertThat(lab.down(Progress.silent()).complete()).isTrue();
        assertThat(lab.find().absent()).isTrue();
    }

    @Test
    void namesTheActionThatTheOrganizationForbids() {
        sandbox.faults().begin(Chaos.DENIED_BY_ORGANIZATION);

        ProvisioningException failure =
                catchThrowableOfType(ProvisioningException.class, () -> lab.up(Progress.silent()));

        assertThat(failure.reason()).isEqualTo(Reason.DENIED);
        assertThat(failure.getMessage())
                .contains("the organization forbids it", "kinesis:CreateStream")
                .doesNotContain("\n");
        sandbox.faults().clear();
        assertThat(lab.down(Progress.silent()).complete()).isTrue();
    }

    @Test
    void saysThatTheRegionIsWrong() {
        try (AwsClients elsewhere = new AwsClients(AwsAccess.at(
                sandbox.uri(), "eu-west-1", StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))))) {
            ProvisioningException failure =
                    catchThrowableOfType(ProvisioningException.class, () -> new Lab(elsewhere).up(Progress.silent()));

            assertThat(failure.getMessage()).contains("the region is wrong", "eu-west-1", "--region");
        }
    }

    private FlowLogSubscription subscription(String vpcId) {
        return FlowLogSubscription.of(clients, new SubscriptionRequest(Source.vpc(vpcId), true, 1));
    }
}
