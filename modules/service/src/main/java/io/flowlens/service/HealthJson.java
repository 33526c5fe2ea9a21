package io.flowlens.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The answer to {@code /livez} and {@code /readyz}: every service of the process, and whether all are well. */
final class HealthJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode answer = JSON.createObjectNode();
    private boolean good = true;

    HealthJson(List<? extends Service> services, Predicate<Health> isGood) {
        answer.put("status", "");
        ArrayNode list = answer.putArray("services");
        for (Service service : services) {
            Health health = service.health();
            good &= isGood.test(health);
            ObjectNode one = list.addObject();
            one.put("name", service.name());
            one.put("live", health.live());
            one.put("ready", health.ready());
            one.put("detail", health.detail());
            if (!health.progress().isEmpty()) {
                one.set("progress", JSON.valueToTree(new TreeMap<>(health.progress())));
            }
        }
        answer.put("status", good ? "ok" : "failing");
    }

    boolean isGood() {
        return good;
    }

    String text() {
        return answer.toPrettyString() + "\n";
    }
}
