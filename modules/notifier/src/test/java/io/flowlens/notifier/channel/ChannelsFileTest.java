package io.flowlens.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.topics.Alert.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsFileTest {

    private static final String KEY = "c2VjcmV0IG9mIHR3ZW50eS1mb3VyIGJ5dGVz";

    @TempDir
    Path folder;

    @Test
    void readsEveryKindOfChannel() throws Exception {
        Path slack = Files.writeString(folder.resolve("slack"), "https://hooks.slack.com/services/T0/B0/XXXX\n");

        List<ChannelSpec> channels = read("""
                {"channels": [
                  {"name": "on-call", "type": "pagerduty", "routingKey": "${env:KEY}", "minSeverity": "critical"},
                  {"name": "am", "type": "alertmanager", "url": "http://alertmanager:9093", "allowPrivate": true},
                  {"name": "team", "type": "slack", "url": "${file:%s}"},
                  {"name": "robot", "type": "webhook", "url": "https://robot.example.org", "secrets": ["${env:KEY}"]},
                  {"name": "mail", "type": "email", "from": "a@example.org", "to": ["b@example.org"],
                   "server": {"host": "smtp.example.org", "encryption": "tls", "username": "u", "password": "${env:KEY}"}},
                  {"name": "screen", "type": "terminal"}]}""".formatted(slack));

        assertThat(channels)
                .extracting(ChannelSpec::kind)
                .containsExactly(
                        ChannelKind.PAGERDUTY,
                        ChannelKind.ALERTMANAGER,
                        ChannelKind.SLACK,
                        ChannelKind.WEBHOOK,
                        ChannelKind.EMAIL,
                        ChannelKind.TERMINAL);
        assertThat(channels).extracting(ChannelSpec::minSeverity).startsWith(Severity.CRITICAL, Severity.WARNING);
        assertThat(channels.get(4).target()).isEqualTo("b@example.org through smtp.example.org:465");
        assertThat(channels.toString()).doesNotContain(KEY, "XXXX");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "a", "type": "slack", "url": "https://hooks.slack.com/XXXX"} | line 1, channels[0].url: a secret is written as
            {"name": "a", "type": "slack", "url": "${env:NONE}"}                  | channels[0].url: there is nothing in ${env:NONE}
            {"name": "a", "type": "slack", "url": "${file:/no/such/XFILE}"}       | cannot read ${file:/no/such/XFILE}
            {"name": "a", "type": "slack", "url": "${env:KEY}"}                   | "url" is no address
            {"name": "a", "type": "slack"}                                        | channels[0]: "url" is missing
            {"name": "A b", "type": "terminal"}                                   | "name" must be lower case
            {"type": "terminal"}                                                  | "name" must be lower case
            {"name": "a", "type": "slak"}                                         | known type ids = [alertmanager, email, pagerduty
            {"name": "a"}                                                         | type
            {"name": "a", "type": "terminal", "colour": 1}                        | "colour"
            {"name": "a", "type": "terminal", "minSeverity": "loud"}              | loud
            {"name": "a", "type": "webhook", "url": "https://x.org", "secrets": ["${env:SHORT}"]} | openssl rand
            {"name": "a", "type": "webhook", "url": "ftp://x.org", "secrets": ["${env:KEY}"]} | "url" is no address like
            {"name": "a", "type": "email", "from": "no", "to": ["b@c.org"], "server": {"host": "h"}} | 'no' is no mail address
            {"name": "a", "type": "email", "from": "a@c.org", "to": [], "server": {"host": "h"}} | "to" must be
            {"name": "a", "type": "email", "from": "a@c.org", "to": ["b@c.org"], "server": {"host": "h", "encryption": "none", "username": "u", "password": "${env:KEY}"}} | clear text
            {"name": "a", "type": "terminal"}, {"name": "a", "type": "terminal"}  | two channels are named 'a'
            SECRETWORD                                                            | this is no JSON
            """, quoteCharacter = '\u0001')
    void saysWhatIsWrongAndWhere(String channels, String message) {
        assertThatThrownBy(() -> read("{\"channels\": [" + channels + "]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("channels.json")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("XXXX", "SECRETWORD", KEY);
    }

    @Test
    void saysThatThereIsNoFileOrNoChannel() {
        assertThatThrownBy(() -> ChannelsFile.read(folder.resolve("none.json"), name -> null))
                .hasMessageContaining("none.json");
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("\"channels\" must list");
    }

    private List<ChannelSpec> read(String json) throws Exception {
        Path file = Files.writeString(folder.resolve("channels.json"), json);
        return ChannelsFile.read(file, Map.of("KEY", KEY, "SHORT", "c2hvcnQ=")::get)
                .channels();
    }
}
