package io.flowlens.cli.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Diagnosis.Cause;
import io.flowlens.topics.End;
import io.flowlens.topics.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class TrafficFilterTest {

    private static final End WEB = new End("instance", "i-1", "web-1", "10.0.1.5");
    private static final End OUTSIDE = new End("internet", null, null, "2001:db8::7");
    private static final Traffic IN = new Traffic("ingress", OUTSIDE, WEB, "tcp", 443);
    private static final Diagnosis REJECTED = new Diagnosis(
            "BLOCKED",
            "certain",
            List.of(new Cause("SUBNET_ACL_RESTRICTION", List.of("acl-1"), List.of(""), 90, null, "denied")),
            List.of(),
            null);

    @Command
    private static final class Filtered implements Runnable {

        @Mixin
        private TrafficFilter filter;

        @Override
        public void run() {
            // only its options matter
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "--to web-1, true",
        "--to web-*, true",
        "--to we*-2, false",
        "--to i-1, true",
        "--to 10.0.1.5, true",
        "--to 10.0.0.0/16, true",
        "--to 10.0.2.0/24, false",
        "--from internet, true",
        "--from 2001:db8::/32, true",
        "--from 2001:db8:0:0:0:0:0:7, true",
        "--end web-1, true",
        "--end private, false",
        "--port 443, true",
        "--port 440-450, true",
        "--port 80, false",
        "--port 80 --port 443, true",
        "--port 443 --from private, false",
        "--protocol tcp --port 443, true",
        "--protocol 6, true",
        "--protocol udp, false",
        "--cause SUBNET_ACL_RESTRICTION, true",
        "--cause acl-1, true",
        "--cause SG_HAS_NO_RULES, false",
        "--not --port 443, false",
        "--not --port 80, true",
        "--not --port 80 --port 443, true",
        "--not --from internet --to web-1, false",
        "--to web-1 --not --from private, true",
    })
    void fitsWhatWasAskedFor(String options, boolean fits) {
        assertThat(filter(options).fits(IN, REJECTED)).isEqualTo(fits);
    }

    @Test
    void aFilterOfTrafficLeavesOutWhatIsAboutNone() {
        assertThat(filter("--port 443").fits(null, REJECTED)).isFalse();
        assertThat(filter("--cause acl-1").fits(null, REJECTED)).isTrue();
        assertThat(filter("").fits(null, null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"--port 70000", "--port web", "--port 9-8", "--protocol tpc", "--from 10.0.0.0/99", "--from 300.1.1.1"})
    void saysWhatIsWrongWithAFilter(String options) {
        assertThatThrownBy(() -> filter(options))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(
                        options.substring(options.indexOf(' ') + 1).split("[-/]")[0]);
    }

    private static TrafficFilter filter(String options) {
        Filtered command = new Filtered();
        new CommandLine(command).parseArgs(options.isEmpty() ? new String[0] : options.split(" "));
        return command.filter;
    }
}
