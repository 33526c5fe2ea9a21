package io.flowlens.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.flowlens.sandbox.aws.protocol.AwsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets other processes order faults: POST sets those of one operation, {@code {"operation":"kinesis:GetRecords",
 * "throttle":0.2,"fail":0.1,"delayMillis":50}}, what is left out being none; with {@code "code"} (and {@code status}, {@code
 * message}, {@code skip}, {@code times}, {@code done}) calls are refused with that error; {@code {"chaos":"ssm-late"}} begins
 * what a real account does; DELETE ends all.
 */
final class FaultsDoor implements HttpHandler {

    static final String PATH = "/_sandbox/faults";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MEMBERS = Set.of(
            "operation",
            "throttle",
            "fail",
            "delayMillis",
            "code",
            "status",
            "message",
            "skip",
            "times",
            "done",
            "chaos");

    private final Faults faults;

    FaultsDoor(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod()) {
                case "POST" -> order(exchange);
                case "DELETE" -> {
                    faults.clear();
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> refuse(exchange, 405, "POST orders faults, DELETE ends them all.");
            }
        }
    }

    private void order(HttpExchange exchange) throws IOException {
        try {
            set(JSON.readTree(RequestBody.asSent(exchange)));
            exchange.sendResponseHeaders(204, -1);
        } catch (JsonProcessingException e) {
            refuse(exchange, 400, "The body is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            refuse(exchange, 400, e.getMessage());
        } catch (AwsException e) {
            refuse(exchange, e.status(), e.getMessage());
        }
    }

    private void set(JsonNode order) {
        Set<String> unknown = new TreeSet<>();
        order.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(MEMBERS);
        if (unknown.isEmpty() && order.has("chaos")) {
            faults.begin(Chaos.named(order.path("chaos").asText()));
            return;
        }
        String operation = order.path("operation").asText();
        if (!unknown.isEmpty() || !operation.matches("\\*|[a-z0-9]+:(\\*|[A-Za-z0-9]+)")) {
            throw new IllegalArgumentException(
                    "Send an object of operation (such as kinesis:GetRecords), throttle, fail and delayMillis,"
                            + " or code, status, message, skip, times and done; or one of chaos.");
        }
        if (order.has("code")) {
            faults.refuse(operation, refusal(order));
            return;
        }
        faults.set(operation, number(order, "throttle"), number(order, "fail"), Duration.ofMillis((long)
                number(order, "delayMillis")));
    }

    private static Refusal refusal(JsonNode order) {
        return new Refusal(
                (int) (order.has("status") ? number(order, "status") : 400),
                order.path("code").asText(),
                order.path("message").asText("Ordered by somebody."),
                (int) number(order, "skip"),
                (int) (order.has("times") ? number(order, "times") : Refusal.ALWAYS),
                order.path("done").asBoolean());
    }

    private static double number(JsonNode order, String name) {
        JsonNode value = order.path(name);
        if (!value.isMissingNode() && !value.isNumber()) {
            throw new IllegalArgumentException("The member " + name + " is not a number.");
        }
        return value.asDouble(0);
    }

    private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
        byte[] body = (message + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=UTF-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
