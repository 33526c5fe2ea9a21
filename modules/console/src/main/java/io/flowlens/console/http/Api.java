package io.flowlens.console.http;

import io.flowlens.console.view.AlertQuery;
import io.flowlens.console.view.ConsoleView;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers in JSON. Reads only. */
final class Api {

    private static final Pattern ALERT = Pattern.compile("/api/alerts/([0-9a-f]{1,64})");

    private final ConsoleView view;

    Api(ConsoleView view) {
        this.view = view;
    }

    /** @throws IllegalArgumentException when a parameter makes no sense */
    Answer answer(URI uri) {
        Map<String, String> parameters = parameters(uri.getRawQuery());
        switch (uri.getPath()) {
            case "/api/network":
                return Answer.json(
                        view.map(parameters.getOrDefault("subnet", ""), parameters.getOrDefault("node", "")));
            case "/api/alerts":
                return Answer.json(view.alerts(AlertQuery.of(parameters)));
            case "/api/traffic":
                return Answer.json(view.traffic());
            default:
                return alert(uri.getPath());
        }
    }

    private Answer alert(String path) {
        Matcher alert = ALERT.matcher(path);
        if (!alert.matches()) {
            return Answer.failure(404, "there is nothing at this address");
        }
        return view.alert(alert.group(1))
                .map(Answer::json)
                .orElseGet(() -> Answer.failure(
                        404, "no alert has this fingerprint; alerts are kept for 30 days after their last change"));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String part : query.split("&")) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                parameters.put(decode(name), decode(value));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
