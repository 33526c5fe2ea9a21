package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.aws.Chaos;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A network that is there: its flow logs carried out of AWS and left alone again, by the commands. */
@ExtendWith(SandboxKeys.class)
class SubscribeCommandsIT {

    private AwsEndpoint aws;

    @BeforeEach
    void start() {
        aws = AwsEndpoint.start(AwsConfig.defaults());
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void subscribesAndUnsubscribes() {
        String vpc = defaultVpc();
        RecordedCalls.forget();
        assertThat(run("subscribe", "--vpc", vpc, "--dry-run").out())
                .contains(
                        "create  flow log of " + vpc + ", ALL traffic, every 60 s",
                        "create  Kinesis stream flowlens-",
                        "For 1,000,000 lines a day, one in 10 of them a reject:",
                        "US dollars a day              all rejects only",
                        "delivery                     0.07         0.01",
                        "nothing was changed");

        CommandLineRun made = run("subscribe", "--vpc", vpc, "--yes");
        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).contains("created flow log fl-", "next: flowlens ingest --stream flowlens-");
        assertThat(run("subscribe", "--log-group", "/flowlens/" + vpc, "--yes").out())
                .contains("subscribed already: nothing to do");

        CommandLineRun gone = run("unsubscribe", "--vpc", vpc, "--yes");
        assertThat(gone.exitCode()).isZero();
        assertThat(gone.out())
                .contains("delete  log group /flowlens/" + vpc + " and all that is in it", "unsubscribed");
        assertThat(run("unsubscribe", "--vpc", vpc, "--yes").out()).contains("nothing to do");
        RecordedCalls.assertAllowedBy(Set.of(), "policy", "subscribe", "--log-group", "/flowlens/" + vpc);
    }

    @Test
    void saysInOneSentenceWhatTheOrganizationForbids() {
        aws.faults().begin(Chaos.DENIED_BY_ORGANIZATION);

        CommandLineRun refused = run("subscribe", "--vpc", defaultVpc(), "--yes");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().lines())
                .singleElement()
                .asString()
                .startsWith("flowlens: cannot create Kinesis stream flowlens-")
                .contains("the organization forbids it", "kinesis:CreateStream")
                .doesNotContain("SDK Attempt Count");
        aws.faults().clear();
        assertThat(run("unsubscribe", "--vpc", defaultVpc(), "--yes").out()).contains("unsubscribed");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(run("subscribe")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--log-group", "--vpc");
        });
        assertThat(run("subscribe", "--log-group", "a", "--shards", "0", "--yes"))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(2);
                    assertThat(run.err()).contains("0 shards: between 1 and 500 are possible");
                });
        assertThat(run("subscribe", "--log-group", "nowhere", "--yes")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("there is no log group nowhere", "--vpc makes one");
        });
    }

    private String defaultVpc() {
        try (Ec2Client ec2 = Ec2Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(aws.uri())
                .overrideConfiguration(RecordedCalls.unheard())
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            return ec2.describeVpcs().vpcs().get(0).vpcId();
        }
    }

    private CommandLineRun run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--endpoint-url", aws.uri().toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }
}
