package io.flowlens.cli.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.cli.CommandLineRun;
import io.flowlens.cli.replay.GoldenRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the command line, over the golden recording: three hours, six machines, rules that change. */
class WhatIfCommandTest {

    @TempDir
    static Path data;

    private static Path recording;

    @BeforeAll
    static void record() {
        recording = GoldenRecording.write(data.resolve("golden.flr"));
    }

    @Test
    void namesWhoARemovedRuleLetIn() {
        CommandLineRun run = whatIf("--remove", "sgr-0a");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern("WOULD BE REJECTED: [\\d,]+ flows that passed")
                .containsPattern(
                        "app-1 \\(10\\.20\\.1\\.6\\) +web-0 \\(10\\.20\\.0\\.5\\) +tcp/443 +\\d+ +\\d+ +2026-01-31T")
                .contains("ingress at eni-00000000000000e00")
                .contains("no rule fits any more; so far sgr-0a allows tcp 443 with 0.0.0.0/0 (sg-web (web))")
                .doesNotContain("WOULD PASS");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void namesWhoAnAddedRuleLetsIn() throws IOException {
        CommandLineRun run = whatIf("--change", change("""
                {"add": [{"group": "sg-db", "direction": "ingress", "protocol": "tcp", "ports": "22", "peer": "10.20.0.0/16"},
                         {"group": "sg-db", "direction": "ingress", "protocol": "tcp", "ports": 23, "peer": "0.0.0.0/0"}]}"""));

        assertThat(run.out())
                .containsPattern("WOULD PASS: \\d+ flows that were rejected, \\d+ with strangers on the internet")
                .containsPattern("internet: 198\\.51\\.100\\.\\d+.* db-[25] .* tcp/23 ")
                .contains("a rule allows tcp 22 with 10.20.0.0/16 (sg-db (db))")
                .doesNotContain("WOULD BE REJECTED");
    }

    @Test
    void namesTheEntryThatWouldDeny() throws IOException {
        CommandLineRun run = whatIf("--change", change("""
                {"add": [{"acl": "acl-00", "direction": "ingress", "number": 7, "action": "deny", "protocol": "tcp",
                          "ports": "443", "peer": "10.20.1.0/24"}]}"""));

        assertThat(run.out())
                .contains("inbound entry 7 denies tcp 443 from 10.20.1.0/24 (acl-00)")
                .containsPattern("[\\d,]+ lines: [1-9]\\d* flows would be rejected, 0 would pass, ");
    }

    @Test
    void doesNotBlameTheChangeForWhatTheRulesNeverExplained() {
        CommandLineRun run = whatIf("--remove", "sgr-0b");

        assertThat(run.out())
                .containsPattern("[1-9]\\d* flows? undecided: the rules as they were do not explain what AWS logged");
    }

    @Test
    void saysWhereAChangeIsWrong() throws IOException {
        assertThat(whatIf("--remove", "sgr-0none").err())
                .contains("--remove sgr-0none: no group of the recorded network has a rule sgr-0none");
        assertThat(whatIf(
                                "--change",
                                change("{\"add\": [{\"group\": \"sg-none\", \"direction\": \"ingress\","
                                        + " \"protocol\": \"tcp\", \"peer\": \"0.0.0.0/0\"}]}"))
                        .err())
                .contains("changes.json: add[0]: sg-none is not in the recorded network");
        assertThat(whatIf().exitCode()).isEqualTo(2);
        assertThat(whatIf("--change", data.resolve("none.json").toString()).exitCode())
                .isEqualTo(1);
    }

    static CommandLineRun whatIf(String... args) {
        List<String> all = new ArrayList<>(List.of("whatif", "--recording", recording.toString()));
        all.addAll(List.of(args));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private static String change(String json) throws IOException {
        return Files.writeString(data.resolve("changes.json"), json).toString();
    }
}
