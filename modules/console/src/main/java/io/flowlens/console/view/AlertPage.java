package io.flowlens.console.view;

import io.flowlens.topics.Alert;
import java.util.List;

/**
 * Everything about one alert.
 *
 * @param row its line in the list
 * @param path what the packet met, in order
 * @param newest the lines rejected last, newest first
 */
public record AlertPage(AlertRow row, Alert alert, List<PathStep> path, List<String> newest) {}
