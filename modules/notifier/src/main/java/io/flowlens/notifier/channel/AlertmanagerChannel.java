package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Alertmanager, API v2, which routes, groups and silences.
 *
 * <p>What fires is said every minute, and each time with an end {@link #BELIEVED} away: should nobody be left to say it, it
 * ends there.
 */
final class AlertmanagerChannel implements Channel {

    static final Duration BELIEVED = Duration.ofMinutes(5);

    private static final Duration REMIND_EVERY = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 256;

    private final HttpPost http;
    private final Map<String, String> headers;
    private final Surroundings surroundings;

    AlertmanagerChannel(AlertmanagerSpec spec, Surroundings surroundings) {
        this.surroundings = surroundings;
        URI address = URI.create(spec.url().replaceAll("/+$", "") + "/api/v2/alerts");
        http = new HttpPost(address, new TargetGuard(spec.allowPrivate()));
        headers = spec.authorization() == null
                ? Map.of()
                : Map.of("Authorization", spec.authorization().reveal());
    }

    @Override
    public Receipt check() {
        return http.check();
    }

    @Override
    public Receipt tell(Notification notification) {
        return post(alerts(notification));
    }

    /** One alert, and one more where its labels changed: to Alertmanager the old ones are another alert, and over. */
    List<AlertmanagerAlert> alerts(Notification notification) {
        List<AlertmanagerAlert> alerts = new ArrayList<>();
        Alert alert = notification.alert();
        Alert told = notification.told();
        if (told != null && !AlertmanagerAlert.labels(told).equals(AlertmanagerAlert.labels(alert))) {
            alerts.add(AlertmanagerAlert.of(told, now(), surroundings.link(told)));
        }
        alerts.add(notification.isOver() ? ended(alert) : firing(alert));
        return alerts;
    }

    @Override
    public Duration remindEvery() {
        return REMIND_EVERY;
    }

    @Override
    public Receipt remind(Collection<Alert> firing) {
        List<AlertmanagerAlert> all = firing.stream().map(this::firing).toList();
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            Receipt receipt = post(all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)));
            if (receipt != Receipt.ACCEPTED) {
                return receipt;
            }
        }
        return Receipt.ACCEPTED;
    }

    private Receipt post(List<AlertmanagerAlert> alerts) {
        return http.post(Json.text(alerts), headers, answer -> true);
    }

    private AlertmanagerAlert firing(Alert alert) {
        return AlertmanagerAlert.of(alert, now().plus(BELIEVED), surroundings.link(alert));
    }

    /** An end before the start would be refused, and one in the future would not be an end. */
    private AlertmanagerAlert ended(Alert alert) {
        Instant at = Instant.ofEpochMilli(
                Math.max(alert.resolution().at(), alert.activity().since() + 1));
        return AlertmanagerAlert.of(alert, at.isAfter(now()) ? now() : at, surroundings.link(alert));
    }

    private Instant now() {
        return surroundings.clock().instant();
    }
}
