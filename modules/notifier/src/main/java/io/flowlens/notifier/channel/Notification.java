package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert;

/**
 * One thing to tell.
 *
 * @param id the same whenever this is tried again, and of nothing else
 * @param told the alert as the channel knows it; null for {@link Change#FIRED}
 */
public record Notification(String id, Change change, Alert alert, Alert told) {

    boolean isOver() {
        return change == Change.RESOLVED;
    }
}
