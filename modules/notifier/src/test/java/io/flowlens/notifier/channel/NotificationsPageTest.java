package io.flowlens.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.AlertSentences;
import io.flowlens.topics.Json;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** When this fails, a message changed and its example did not: run it with {@code -Dflowlens.docs=write}. */
class NotificationsPageTest {

    private static final Path PAGE = Path.of("../../docs/notifications.md");
    /** A fence stands at the beginning of a line: Slack's quotes are fences, too. */
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example: ([a-z-]+) -->\n```[a-z]*$.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void theExamplesAreWhatTheChannelsSend() throws Exception {
        String page = Files.readString(PAGE);
        Map<String, String> examples = examples();

        String fresh = EXAMPLE.matcher(page)
                .replaceAll(found -> Matcher.quoteReplacement(example(found.group(1), examples.get(found.group(1)))));

        if ("write".equals(System.getProperty("flowlens.docs"))) {
            Files.writeString(PAGE, fresh);
        }
        assertThat(PAGE).content().isEqualTo(fresh);
        assertThat(EXAMPLE.matcher(page).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(examples.keySet());
    }

    private static String example(String name, String text) {
        String language = text.startsWith("{") || text.startsWith("[") ? "json" : "text";
        return "<!-- example: %s -->\n```%s\n%s\n```".formatted(name, language, text.strip());
    }

    private static Map<String, String> examples() throws Exception {
        Surroundings at = Messages.surroundings();
        var alertmanager =
                new AlertmanagerChannel(new AlertmanagerSpec("am", null, true, "http://alertmanager:9093", null), at);
        var slack = new SlackChannel(
                new SlackSpec("team", null, false, Messages.secret("https://hooks.slack.com/services/T/B/x")), at);
        var pagerDuty = new PagerDutyChannel(
                new PagerDutySpec("on-call", null, false, Messages.secret("R0UT1NGKEY"), null), at);
        var webhook = new WebhookChannel(
                new WebhookSpec(
                        "robot",
                        Severity.WARNING,
                        false,
                        "https://robot.example.org/alerts",
                        List.of(
                                Messages.secret("whsec_bmV3IHNlY3JldCBvZiB0d2VudHktZm91ciBieXRlcw=="),
                                Messages.secret("whsec_b2xkIHNlY3JldCBvZiB0d2VudHktZm91ciBieXRlcw=="))),
                at);
        Map<String, String> examples = new LinkedHashMap<>();
        examples.put("terminal", terminal(Messages.fired()) + "\n" + terminal(Messages.verified()));
        examples.put("alertmanager", pretty(alertmanager.alerts(Messages.fired())));
        examples.put("alertmanager-resolved", pretty(alertmanager.alerts(Messages.verified())));
        examples.put("slack", pretty(slack.message(Messages.fired())));
        examples.put("slack-resolved", pretty(slack.message(Messages.verified())));
        examples.put("pagerduty", pretty(pagerDuty.event(Messages.fired())));
        examples.put("pagerduty-resolved", pretty(pagerDuty.event(Messages.verified())));
        examples.put("webhook", request(webhook, Messages.fired()));
        examples.put("email", mail(at, Messages.fired()) + "\n\n" + mail(at, Messages.verified()));
        return examples;
    }

    private static String terminal(Notification notification) {
        return "%s  %s: %s%n"
                        .formatted(
                                AlertSentences.state(notification.alert()),
                                notification.alert().kind().text(),
                                AlertSentences.subject(notification.alert()))
                + MessageText.details(notification.alert(), null).replaceAll("(?m)^(?=.)", "  ");
    }

    private static String request(WebhookChannel webhook, Notification notification) throws Exception {
        String body = Json.text(webhook.body(notification));
        String headers = webhook.headers(notification, body).entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
        return headers + "\n\n" + pretty(webhook.body(notification));
    }

    private static String mail(Surroundings at, Notification notification) throws Exception {
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("UTC")); // the date header is written in the machine's
        try {
            var server = new EmailSpec.Server("smtp.example.org", null, null, null, null);
            var spec =
                    new EmailSpec("mail", null, false, server, "flowlens@example.org", List.of("on-call@example.org"));
            MimeMessage message = new EmailChannel(spec, at).message(notification);
            String headers = Arrays.stream("Date From To Subject Message-ID References".split(" "))
                    .map(name -> name + ": " + header(message, name))
                    .collect(Collectors.joining("\n"));
            return headers + "\n\n" + message.getContent().toString().strip();
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    private static String header(MimeMessage message, String name) {
        try {
            return name.equals("Subject")
                    ? message.getSubject()
                    : message.getHeader(name, null).replaceAll("\\s+", " ");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pretty(Object value) throws Exception {
        ObjectWriter writer = Json.mapper().writerWithDefaultPrettyPrinter();
        return writer.writeValueAsString(value);
    }
}
