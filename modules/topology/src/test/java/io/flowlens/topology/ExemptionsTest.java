package io.flowlens.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.network.Instance;
import io.flowlens.network.Network;
import io.flowlens.network.NetworkHistory;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.End;
import io.flowlens.topics.Traffic;
import io.flowlens.topology.AlertRules.Exemption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExemptionsTest {

    private static final End WEB = new End("instance", "i-web", "web", "10.0.0.5");
    private static final End DB = new End("instance", "i-db", "db", "2001:db8::5");
    private static final Traffic WEB_TO_DB = new Traffic("ingress", WEB, DB, "tcp", 5432);
    private static final Supplier<Network> NOBODY_ASKS = () -> {
        throw new AssertionError("no rule speaks of tags");
    };

    @Test
    void anAddressBlockFitsEitherEndOfEitherFamily() {
        assertThat(severity(Kind.BROKEN_PATH, cidr("10.0.0.0/24", Severity.INFO)))
                .contains(Severity.INFO);
        assertThat(severity(Kind.BROKEN_PATH, cidr("2001:db8::/32", Severity.INFO)))
                .contains(Severity.INFO);
        assertThat(severity(Kind.BROKEN_PATH, cidr("10.0.1.0/24", Severity.INFO)))
                .contains(Severity.CRITICAL);
    }

    @Test
    void anExceptionWithoutASeverityWantsNoAlert() {
        assertThat(severity(Kind.BROKEN_PATH, cidr("10.0.0.0/24", null))).isEmpty();
    }

    @Test
    void theFirstThatFitsDecides() {
        assertThat(severity(
                        Kind.BROKEN_PATH,
                        cidr("192.168.0.0/16", null),
                        cidr("10.0.0.5/32", Severity.WARNING),
                        cidr("10.0.0.0/8", null)))
                .contains(Severity.WARNING);
    }

    @Test
    void anExceptionForSomeKindsLeavesTheOthersAlone() {
        var scansOnly = new Exemption("ours", "10.0.0.0/24", null, Set.of(Kind.PORT_SCAN), null);

        assertThat(severity(Kind.PORT_SCAN, scansOnly)).isEmpty();
        assertThat(severity(Kind.BROKEN_PATH, scansOnly)).contains(Severity.CRITICAL);
    }

    @Test
    void aTagFitsTheInstanceThatCarriedItThen() {
        var history = new NetworkHistory();
        history.put(new Instance("i-db", "db", "running", Map.of("env", "test")), 1_000);
        history.put(new Instance("i-db", "db", "running", Map.of("env", "prod")), 2_000);
        var exemptions = new Exemptions(
                new AlertRules(Map.of(), List.of(new Exemption("tests", null, "env=test", null, Severity.INFO))));

        assertThat(exemptions.severity(Kind.BROKEN_PATH, WEB_TO_DB, () -> history.asOf(1_500)))
                .contains(Severity.INFO);
        assertThat(exemptions.severity(Kind.BROKEN_PATH, WEB_TO_DB, () -> history.asOf(2_500)))
                .contains(Severity.CRITICAL);
    }

    private static Optional<Severity> severity(Kind kind, Exemption... exceptions) {
        return new Exemptions(new AlertRules(Map.of(), List.of(exceptions))).severity(kind, WEB_TO_DB, NOBODY_ASKS);
    }

    private static Exemption cidr(String cidr, Severity severity) {
        return new Exemption("a test", cidr, null, null, severity);
    }
}
