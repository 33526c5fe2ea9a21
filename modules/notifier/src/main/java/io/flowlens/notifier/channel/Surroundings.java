package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert;
import java.net.URI;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What channels need from where they run.
 *
 * @param console address of the console, for links to it; null when there is none
 * @param terminal shows an alert to who sits in front
 */
public record Surroundings(URI console, Consumer<Alert> terminal, Clock clock) {

    /** The page of an alert, or null. */
    String link(Alert alert) {
        return console == null ? null : console.toString().replaceAll("/+$", "") + "/#/alerts/" + alert.fingerprint();
    }
}
