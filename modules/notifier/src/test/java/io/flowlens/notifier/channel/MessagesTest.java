package io.flowlens.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.notifier.Alerts;
import io.flowlens.topics.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {

    /** The example of the Standard Webhooks specification. */
    @Test
    void signsAsStandardWebhooksHasIt() {
        var signature = new WebhookSignature(List.of(Messages.secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));

        assertThat(signature.headers(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}"))
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void namesInASlackMessageCannotCallPeopleOrLeaveTheirPlace() {
        Notification hostile =
                Messages.fired(Alerts.firing(Messages.FINGERPRINT, "<!channel> & ``` <https://evil|click>", 1));
        var slack = new SlackChannel(
                new SlackSpec("team", null, false, Messages.secret("https://hooks.slack.com/x")),
                Messages.surroundings());

        SlackMessage message = slack.message(hostile);

        assertThat(message.text()).contains("&lt;!channel&gt; &amp; ''' &lt;https://evil|click&gt;");
        assertThat(Json.text(message)).doesNotContain("<!channel>", "<https://evil");
    }

    @Test
    void aLongNameFitsIntoWhatReceiversTake() {
        Notification tooLong = Messages.fired(Alerts.firing(Messages.FINGERPRINT, "<".repeat(5_000), 1));
        var slack = new SlackChannel(
                new SlackSpec("team", null, false, Messages.secret("https://hooks.slack.com/x")),
                Messages.surroundings());
        var pagerDuty = new PagerDutyChannel(
                new PagerDutySpec("on-call", null, false, Messages.secret("key"), null), Messages.surroundings());

        assertThat(slack.message(tooLong).blocks().get(0).text().text()).hasSizeLessThanOrEqualTo(150);
        assertThat(pagerDuty.event(tooLong).payload().summary()).hasSizeLessThanOrEqualTo(1_024);
    }

    @Test
    void alertmanagerHearsThatTheOldLabelsAreOver() {
        var channel = new AlertmanagerChannel(
                new AlertmanagerSpec("am", null, true, "http://am:9093/", null), Messages.surroundings());
        Notification worse = new Notification(
                "id",
                Change.UPDATED,
                Alerts.firing(Messages.FINGERPRINT),
                Alerts.firing(Messages.FINGERPRINT, io.flowlens.topics.Alert.Severity.WARNING));

        List<AlertmanagerAlert> alerts = channel.alerts(worse);

        assertThat(alerts).extracting(alert -> alert.labels().get("severity")).containsExactly("warning", "critical");
        assertThat(alerts.get(0).endsAt())
                .isEqualTo(Messages.surroundings().clock().instant().toString());
    }

    @Test
    void readsRetryAfterInBothForms() {
        assertThat(RetryAfter.of("120")).isEqualTo(Duration.ofMinutes(2));
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(300).atZone(ZoneOffset.UTC));
        assertThat(RetryAfter.of(date)).isBetween(Duration.ofSeconds(200), Duration.ofSeconds(300));
        assertThat(RetryAfter.of("999999999")).isEqualTo(RetryAfter.MOST);
        assertThat(RetryAfter.of("soon")).isZero();
        assertThat(RetryAfter.of(null)).isZero();
    }

    @Test
    void cutsNoCharacterInHalf() {
        String cut = MessageText.cut("\uD83D\uDE00".repeat(10), 8);

        assertThat(new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(cut);
        assertThat(cut).hasSizeLessThanOrEqualTo(8).endsWith("...");
    }
}
