package io.flowlens.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertRulesTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatThePageShows() throws IOException {
        String page = Files.readString(Path.of("../../docs/alerts.md"));
        String example = page.substring(page.indexOf("```json\n") + 8);

        AlertRules rules = read(example.substring(0, example.indexOf("```")));

        assertThat(rules.severity(Kind.EGRESS_BLOCKED)).isEqualTo(Severity.CRITICAL);
        assertThat(rules.fireAfterFlows(Kind.EGRESS_BLOCKED)).isEqualTo(3);
        assertThat(rules.severity(Kind.SWEEP)).isEqualTo(Severity.WARNING);
        assertThat(rules.fireAfterFlows(Kind.SWEEP)).isOne();
        assertThat(rules.exceptions()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void thePageNamesEveryKindWithItsUsualSeverity(Kind kind) throws IOException {
        assertThat(Files.readAllLines(Path.of("../../docs/alerts.md")))
                .anyMatch(line -> line.startsWith("| `%s` |".formatted(kind.text()))
                        && line.endsWith("| %s |".formatted(kind.usualSeverity().text())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{'kinds': {'egress': {}}}#egress",
                "{'kinds': {'sweep': {'severity': 'fatal'}}}#fatal",
                "{'kinds': {'sweep': {'fireAfterFlows': 0}}}#fireAfterFlows must be at least 1",
                "{'kinds': {'sweep': {'fireAfter': 3}}}#fireAfter",
                "{'exceptions': [{'reason': 'x'}]}#either a cidr or a tag",
                "{'exceptions': [{'cidr': '10.0.0.0/8', 'tag': 'a=b'}]}#either a cidr or a tag",
                "{'exceptions': [{'cidr': '10.0.0.0/33'}]}#, line 1: prefix length of 10.0.0.0 must be 0 to 32, not 33",
                "{'exceptions': [{'tag': 'env'}]}#tag 'env' must be key=value",
                "{'exceptions': [{'cidr': '10.0.0.0/8', 'kinds': ['scan']}]}#scan",
                "{'exceptions'#line 1",
            })
    void saysWhereAndWhyAFileMakesNoSense(String json, String complaint) {
        assertThatThrownBy(() -> read(json.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rules.json, line ")
                .hasMessageContaining(complaint);
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> AlertRules.read(folder.resolve("none.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.json");
    }

    private AlertRules read(String json) throws IOException {
        return AlertRules.read(Files.writeString(folder.resolve("rules.json"), json));
    }
}
