package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A queue that wants to hear of objects whose keys begin and end in a certain way.
 *
 * @param events such as {@code s3:ObjectCreated:*}
 */
record QueueNotification(String id, String queueArn, List<String> events, String prefix, String suffix) {

    QueueNotification {
        events = List.copyOf(events);
    }

    static QueueNotification of(XmlBody configuration, String newId) {
        String queue = configuration.text("Queue");
        List<String> events =
                configuration.children("Event").stream().map(XmlBody::text).toList();
        if (queue == null || events.isEmpty()) {
            throw XmlBody.malformed();
        }
        if (!events.stream().allMatch(event -> event.startsWith("s3:ObjectCreated:"))) {
            throw new AwsException(
                    501, "NotImplemented", "Only s3:ObjectCreated events are announced here, not " + events + ".");
        }
        String id = configuration.text("Id");
        return new QueueNotification(
                id == null ? newId : id, queue, events, rule(configuration, "prefix"), rule(configuration, "suffix"));
    }

    private static String rule(XmlBody configuration, String name) {
        return configuration.children("Filter").stream()
                .flatMap(filter -> filter.children("S3Key").stream())
                .flatMap(keys -> keys.children("FilterRule").stream())
                .filter(rule -> name.equals(String.valueOf(rule.text("Name")).toLowerCase(Locale.ROOT)))
                .map(rule -> rule.text("Value"))
                .findFirst()
                .orElse("");
    }

    /** Whether the queue is to hear that an object was put under this key. */
    boolean wantsPut(String key) {
        boolean wanted = events.contains("s3:ObjectCreated:*") || events.contains("s3:ObjectCreated:Put");
        return wanted && key.startsWith(prefix) && key.endsWith(suffix);
    }

    Tree describe() {
        List<Tree> rules = new ArrayList<>();
        if (!prefix.isEmpty()) {
            rules.add(Tree.of("Name", "Prefix", "Value", prefix));
        }
        if (!suffix.isEmpty()) {
            rules.add(Tree.of("Name", "Suffix", "Value", suffix));
        }
        Tree filter = rules.isEmpty() ? null : Tree.of("S3Key", Tree.of("FilterRule", rules));
        return Tree.of("Id", id, "Queue", queueArn, "Event", events, "Filter", filter);
    }
}
