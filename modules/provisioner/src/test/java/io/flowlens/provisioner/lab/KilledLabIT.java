package io.flowlens.provisioner.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.provisioner.AwsAccess;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.aws.Refusal;
import io.flowlens.sandbox.network.Pace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Ended after any of its calls, the next run finishes the job: nothing is made twice, nothing is left. */
class KilledLabIT {

    private static final Pace AT_ONCE = new Pace(3000);
    /** Not tried again by the SDK. */
    private static final Refusal END = Refusal.always(403, "ExpiredToken", "The security token is expired");
    /** Tried again by the SDK. */
    private static final Refusal LOST =
            Refusal.always(500, "InternalFailure", "Lost.").only(1).afterwards();

    /** Each third of some eighty answers: all of them would take a minute. */
    private static final int EVERY = 3;

    private static AwsEndpoint aws;
    private static AwsClients clients;
    private static Lab lab;

    @BeforeAll
    static void start() {
        aws = AwsEndpoint.start(AwsConfig.defaults().withPace(AT_ONCE).withSeed(7));
        clients = new AwsClients(AwsAccess.at(
                aws.uri(), "us-east-1", StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))));
        lab = new Lab(clients);
    }

    @AfterAll
    static void stop() {
        clients.close();
        aws.close();
    }

    @Test
    void afterAnyCallTheNextRunFinishesTheJob() {
        boolean up = false;
        boolean down = false;
        for (int calls = 0; !up || !down; calls++) {
            aws.faults().refuse("*", END.after(calls));
            up = succeeds(() -> lab.up(Progress.silent()));
            aws.faults().clear();
            assertMadeOnce("ended after %d calls".formatted(calls));

            new LabRules(clients).denyPings(lab.find().network().aclId());
            aws.faults().refuse("*", END.after(calls));
            down = lab.down(Progress.silent()).complete();
            aws.faults().clear();
            if (!lab.find().absent()) {
                assertThat(lab.down(Progress.silent()).failed()).isEmpty();
            }
            assertNothingLeft("ended after %d calls".formatted(calls));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:DeleteInstanceProfile",
                "iam:DeleteRole",
                "ec2:DeleteNetworkAclEntry",
                "ec2:DeleteSecurityGroup",
                "ec2:DeleteFlowLogs",
                "logs:DeleteLogGroup",
                "kinesis:DeleteStream"
            })
    void whatAloneCouldNotBeDeletedIsNamedAndStillSeen(String operation) {
        LabState made = lab.up(Progress.silent());
        new LabRules(clients).denyPings(made.network().aclId());
        aws.faults().fail(operation, 1);

        assertThat(lab.down(Progress.silent()).failed()).isNotEmpty().allMatch(reason -> reason.startsWith("cannot "));
        aws.faults().clear();
        assertThat(lab.find().absent()).isFalse();

        assertThat(lab.down(Progress.silent()).failed()).isEmpty();
        assertNothingLeft(operation);
    }

    /** The call is done and its answer does not arrive; so it is made again, by the SDK. */
    @Test
    void noAnswerThatIsLostHasAnythingMadeTwice() {
        int seen = Integer.MAX_VALUE;
        for (int call = 0; call < seen; call += EVERY) {
            aws.faults().refuse("*", LOST.after(call));
            LabState made = lab.up(Progress.silent());
            seen = aws.faults().seen("*");
            aws.faults().clear();
            assertThat(made.complete()).as("answer %d lost", call).isTrue();
            assertMadeOnce("answer %d lost".formatted(call));

            aws.faults().refuse("*", LOST.after(call));
            assertThat(lab.down(Progress.silent()).failed())
                    .as("answer %d lost", call)
                    .isEmpty();
            aws.faults().clear();
            assertNothingLeft("answer %d lost".formatted(call));
        }
    }

    private static boolean succeeds(Runnable run) {
        try {
            run.run();
            return true;
        } catch (ProvisioningException e) {
            assertThat(e.getMessage()).startsWith("cannot ");
            return false;
        }
    }

    private static void assertMadeOnce(String when) {
        assertThat(lab.up(Progress.silent()).complete()).as(when).isTrue();
        assertThat(running()).as(when).isEqualTo(2);
        assertThat(clients.ec2().describeFlowLogs().flowLogs()).as(when).hasSize(1);
        assertThat(clients.iam().listRoles().roles()).as(when).hasSize(3);
        assertThat(clients.iam().listInstanceProfiles().instanceProfiles())
                .as(when)
                .hasSize(1);
    }

    private static void assertNothingLeft(String when) {
        assertThat(lab.find().absent()).as(when).isTrue();
        assertThat(clients.ec2().describeNetworkAcls().networkAcls())
                .as(when)
                .allSatisfy(acl -> assertThat(acl.tags()).isEmpty())
                .noneMatch(acl -> acl.entries().stream().anyMatch(entry -> entry.ruleNumber() == LabRules.DENY_ENTRY));
        assertThat(running()).as(when).isZero();
        assertThat(clients.ec2().describeFlowLogs().flowLogs()).as(when).isEmpty();
        assertThat(clients.ec2().describeSecurityGroups().securityGroups())
                .as(when)
                .hasSize(1);
        assertThat(clients.iam().listRoles().roles()).as(when).isEmpty();
        assertThat(clients.iam().listInstanceProfiles().instanceProfiles())
                .as(when)
                .isEmpty();
        assertThat(clients.logs().describeLogGroups().logGroups()).as(when).isEmpty();
        assertThat(clients.kinesis().listStreams().streamNames()).as(when).isEmpty();
    }

    private static long running() {
        return clients.ec2().describeInstances().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED)
                .count();
    }
}
