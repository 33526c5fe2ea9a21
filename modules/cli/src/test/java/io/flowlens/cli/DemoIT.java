package io.flowlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The main job, end to end, on a real broker and the sandbox. */
class DemoIT {

    @Test
    void showsTheCauseTheFixAndTheProof() {
        CommandLineRun run = CommandLineRun.of("demo", "--pace", "60");

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "100% packet loss",
                        "0% packet loss",
                        "FIRING",
                        "cannot reach",
                        "SG_HAS_NO_RULES",
                        " REJECT OK",
                        "aws ec2 authorize-security-group-ingress",
                        "0% packet loss",
                        "RESOLVED (verified)",
                        " ACCEPT OK",
                        "SUBNET_ACL_RESTRICTION",
                        "entry 1",
                        "RESOLVED (verified)",
                        "nothing is left",
                        "All as expected");
    }
}
