package io.flowlens.notifier.channel;

import io.flowlens.notifier.Alerts;
import io.flowlens.topics.Alert;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** Channels and what they are given to tell. */
final class Messages {

    static final String FINGERPRINT = "3f6c0a9d1e2b4c58";

    private Messages() {}

    static Surroundings surroundings() {
        return new Surroundings(
                URI.create("https://flowlens.example.org"),
                alert -> {},
                Clock.fixed(Alerts.SINCE.plusSeconds(1_300), ZoneOffset.UTC));
    }

    static Notification fired() {
        return new Notification(FINGERPRINT + "-2-17", Change.FIRED, Alerts.firing(FINGERPRINT), null);
    }

    static Notification fired(Alert alert) {
        return new Notification(alert.fingerprint() + "-2-17", Change.FIRED, alert, null);
    }

    static Notification verified() {
        return new Notification(
                FINGERPRINT + "-2-31", Change.RESOLVED, Alerts.verified(FINGERPRINT), Alerts.firing(FINGERPRINT));
    }

    static Secret secret(String value) {
        UnaryOperator<String> environment = name -> value;
        return Secret.at("${env:IT}", environment);
    }
}
