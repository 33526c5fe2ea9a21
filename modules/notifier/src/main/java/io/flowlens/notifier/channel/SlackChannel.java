package io.flowlens.notifier.channel;

import io.flowlens.topics.AlertSentences;
import io.flowlens.topics.AlertSentences.Sentence;
import io.flowlens.topics.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Slack incoming webhook: blocks, and the same in a line for notifications and screen readers. */
final class SlackChannel implements Channel {

    private static final Set<String> QUOTED = Set.of("fix", "evidence", "proof");

    private final HttpPost http;
    private final Surroundings surroundings;

    SlackChannel(SlackSpec spec, Surroundings surroundings) {
        this.surroundings = surroundings;
        http = new HttpPost(spec.address(), new TargetGuard(spec.allowPrivate()));
    }

    @Override
    public Receipt check() {
        return http.check();
    }

    @Override
    public Receipt tell(Notification notification) {
        return http.post(
                Json.text(message(notification)),
                Map.of(),
                answer -> answer.strip().equals("ok"));
    }

    SlackMessage message(Notification notification) {
        List<SlackMessage.Block> blocks = new ArrayList<>();
        blocks.add(SlackMessage.header(sign(notification) + " " + MessageText.state(notification) + ": "
                + AlertSentences.subject(notification.alert())));
        StringBuilder lines = new StringBuilder();
        List<SlackMessage.Block> quotes = new ArrayList<>();
        for (Sentence sentence : AlertSentences.details(notification.alert())) {
            if (QUOTED.contains(sentence.label())) {
                quotes.add(SlackMessage.quote(sentence.label(), sentence.words()));
            } else {
                lines.append(SlackMessage.line(sentence.label(), sentence.words()));
            }
        }
        blocks.add(SlackMessage.section(lines.toString()));
        blocks.addAll(quotes);
        blocks.add(SlackMessage.context(footer(notification)));
        return new SlackMessage(SlackMessage.escape(MessageText.title(notification)), blocks);
    }

    private static String sign(Notification notification) {
        return notification.isOver() ? ":white_check_mark:" : ":red_circle:";
    }

    private String footer(Notification notification) {
        String link = surroundings.link(notification.alert());
        return "%s | %s | %s%s"
                .formatted(
                        notification.alert().severity().text(),
                        notification.alert().kind().text(),
                        notification.alert().fingerprint(),
                        link == null ? "" : " | <" + link + "|open in the console>");
    }
}
