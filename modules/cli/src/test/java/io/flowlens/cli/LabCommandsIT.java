package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.aws.AwsEndpoint;
import io.flowlens.sandbox.network.Pace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tutorial, step by step, by the commands it names. */
@ExtendWith(SandboxKeys.class)
class LabCommandsIT {

    /** Images are looked for where AWS has no parameter that names them; who stopped an instance has it started. */
    private static final Set<String> ONLY_SOMETIMES = Set.of("ec2:DescribeImages", "ec2:StartInstances");

    private AwsEndpoint aws;

    @BeforeEach
    void start() {
        aws = AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(60)));
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void tellsTheTutorialFromUpToDown() throws InterruptedException {
        RecordedCalls.forget();
        assertThat(lab("status").out()).contains("there is no lab");
        assertThat(lab("ping")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("flowlens lab up");
        });

        assertThat(lab("up", "--dry-run").out())
                .contains(
                        "create  security group flow-logs-project",
                        "create  2 instances t3.micro",
                        "a day",
                        "--dry-run");
        assertThat(lab("status").out()).contains("there is no lab");

        assertThat(lab("up", "--yes").out()).contains("launched two instances", "the lab is up");
        assertThat(lab("up", "--yes").out()).contains("nothing to do");
        String status = lab("status", "--metadata").out();
        assertThat(status).contains("2/2 checks passed", "reaches it", "complete");
        assertThat(status.lines()
                        .filter(line -> line.contains("eni-"))
                        .map(line -> line.substring(18))
                        .distinct())
                .as("each interface by the API and by the instance itself")
                .hasSize(2);

        assertThat(lab("ping", "--exit-code")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out()).contains("100% packet loss");
        });
        assertThat(lab("fix", "--dry-run").out()).contains("create  rule of security group", "Cost: none", "--dry-run");
        assertThat(lab("ping").out()).contains("100% packet loss");
        assertThat(lab("fix", "--yes").out()).contains("lets icmp in from");
        assertThat(lab("ping").out()).contains(" 0% packet loss");
        assertThat(lab("break", "--yes").out()).contains("any more");
        assertThat(lab("ping").out()).contains("100% packet loss");

        assertThat(lab("break", "--acl", "--yes").out()).contains("denies icmp");
        assertThat(lab("ping", "8.8.8.8").out()).contains("100% packet loss");
        assertThat(lab("fix", "--yes").out()).contains("outbound entry 1 is gone");
        assertThat(lab("ping", "8.8.8.8").out()).contains(" 0% packet loss");
        assertThat(lab("ping", "example.com").exitCode()).isEqualTo(2);
        assertThat(aRoundOfTraffic()).contains("answers").doesNotContain("no answer");

        assertThat(lab("shell").out().lines()).hasSize(2).allMatch(line -> line.startsWith("aws ssm start-session"));
        assertThat(lab("down", "--dry-run").out())
                .contains("delete  2 instances", "delete  instance profile EC2-SSM-Role");
        assertThat(lab("down", "--yes").out()).contains("the lab is gone");
        assertThat(lab("status").out()).contains("there is no lab");
        RecordedCalls.assertAllowedBy(ONLY_SOMETIMES, "policy", "lab");
    }

    /** What {@code lab traffic} prints of its first round. */
    private String aRoundOfTraffic() throws InterruptedException {
        StringWriter out = new StringWriter();
        Thread traffic = new Thread(
                () -> Main.commandLine().setOut(new PrintWriter(out, true)).execute(command("traffic")));
        traffic.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> out.toString().contains("8.8.8.8"));
        traffic.interrupt();
        traffic.join();
        return out.toString();
    }

    private CommandLineRun lab(String... words) {
        return CommandLineRun.of(command(words));
    }

    private String[] command(String... words) {
        List<String> command = new ArrayList<>(List.of("lab"));
        command.addAll(List.of(words));
        command.addAll(List.of("--endpoint-url", aws.uri().toString(), "--region", "us-east-1"));
        return command.toArray(String[]::new);
    }
}
