package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Json;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Anything that takes what Alertmanager's webhook sends; signed as Standard Webhooks has it. */
final class WebhookChannel implements Channel {

    private final String name;
    private final HttpPost http;
    private final WebhookSignature signature;
    private final Surroundings surroundings;

    WebhookChannel(WebhookSpec spec, Surroundings surroundings) {
        this.name = spec.name();
        this.surroundings = surroundings;
        http = new HttpPost(URI.create(spec.url()), new TargetGuard(spec.allowPrivate()));
        signature = new WebhookSignature(spec.secrets());
    }

    @Override
    public Receipt check() {
        return http.check();
    }

    @Override
    public Receipt tell(Notification notification) {
        String body = Json.text(body(notification));
        return http.post(body, headers(notification, body), answer -> true);
    }

    Map<String, String> headers(Notification notification, String body) {
        return signature.headers(notification.id(), surroundings.clock().instant(), body);
    }

    Body body(Notification notification) {
        Alert alert = notification.alert();
        Instant endsAt =
                notification.isOver() ? Instant.ofEpochMilli(alert.resolution().at()) : null;
        AlertmanagerAlert one =
                AlertmanagerAlert.of(alert, endsAt, surroundings.link(alert)).forReceivers(alert);
        return new Body(
                "4",
                alert.fingerprint(),
                0,
                one.status(),
                name,
                Map.of("fingerprint", alert.fingerprint()),
                one.labels(),
                one.annotations(),
                surroundings.console() == null ? null : surroundings.console().toString(),
                List.of(one));
    }

    /** Alertmanager's webhook, version 4, with one alert. */
    record Body(
            String version,
            String groupKey,
            int truncatedAlerts,
            String status,
            String receiver,
            Map<String, String> groupLabels,
            Map<String, String> commonLabels,
            Map<String, String> commonAnnotations,
            String externalURL,
            List<AlertmanagerAlert> alerts) {}
}
