package io.flowlens.sandbox.aws.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A standard queue: messages in the order they came, its attributes and tags. */
final class Queue {

    /** Beyond this the oldest messages go: memory is bounded. */
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    private final String name;
    private final String arn;
    private final QueueAttributes attributes;
    private final Map<String, String> tags = new TreeMap<>();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private long bytes;

    Queue(String name, String arn, QueueAttributes attributes) {
        this.name = name;
        this.arn = arn;
        this.attributes = attributes;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    QueueAttributes attributes() {
        return attributes;
    }

    Map<String, String> tags() {
        return tags;
    }

    void add(Message message, Instant now) {
        messages.put(message.id(), message);
        bytes += message.size();
        expire(now);
    }

    /** Up to so many messages that nobody else has now, oldest first. */
    List<Message> visible(int max, Instant now) {
        expire(now);
        List<Message> visible = new ArrayList<>(max);
        for (Message message : messages.values()) {
            if (visible.size() == max) {
                break;
            }
            if (message.isVisible(now)) {
                visible.add(message);
            }
        }
        return visible;
    }

    /** When the next of the hidden messages turns up; {@link Instant#MAX} if none is there. */
    Instant nextVisible() {
        return messages.values().stream()
                .map(Message::visible)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** The message of this id, null if it is gone. */
    Message find(String id) {
        return messages.get(id);
    }

    void remove(Message message) {
        if (messages.remove(message.id()) != null) {
            bytes -= message.size();
        }
    }

    void purge() {
        messages.clear();
        bytes = 0;
    }

    Collection<Message> kept(Instant now) {
        expire(now);
        return messages.values();
    }

    private void expire(Instant now) {
        Instant horizon = now.minus(Duration.ofSeconds(attributes.retentionSeconds()));
        Iterator<Message> oldest = messages.values().iterator();
        while (oldest.hasNext()) {
            Message message = oldest.next();
            if (bytes <= MAX_BYTES && !message.sent().isBefore(horizon)) {
                return;
            }
            bytes -= message.size();
            oldest.remove();
        }
    }
}
