package io.flowlens.console.view;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.State;
import java.util.List;

/**
 * The answer to a question for alerts.
 *
 * @param firing how many fire, whatever was asked for, strangers only if they were asked for
 * @param resolved how many are over
 * @param noise how many open ones are about strangers
 * @param matching how many fit the question
 * @param rows the first of them
 */
public record AlertList(long firing, long pending, long resolved, long noise, long matching, List<AlertRow> rows) {

    static AlertList of(List<Alert> alerts, AlertQuery query) {
        List<Alert> counted = alerts.stream()
                .filter(alert -> query.noise() || !AlertRow.isNoise(alert))
                .toList();
        List<AlertRow> matching = counted.stream()
                .map(AlertRow::of)
                .filter(query::fits)
                .sorted(query.order())
                .toList();
        return new AlertList(
                count(counted, State.FIRING),
                count(counted, State.PENDING),
                count(counted, State.RESOLVED),
                alerts.stream()
                        .filter(alert -> AlertRow.isNoise(alert) && alert.state() != State.RESOLVED)
                        .count(),
                matching.size(),
                matching.subList(0, Math.min(query.limit(), matching.size())));
    }

    private static long count(List<Alert> alerts, State state) {
        return alerts.stream().filter(alert -> alert.state() == state).count();
    }
}
