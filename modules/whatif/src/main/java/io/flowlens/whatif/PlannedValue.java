package io.flowlens.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of a Terraform plan, and which parts of it are known only after apply.
 *
 * @param unknown of {@code after_unknown}: true for what is unknown, or the same structure as the value
 */
record PlannedValue(JsonNode value, JsonNode unknown) {

    /** What was there before, of which everything is known. */
    static PlannedValue known(JsonNode value) {
        return new PlannedValue(value, MissingNode.getInstance());
    }

    boolean isUnknown() {
        return unknown.isBoolean() && unknown.asBoolean();
    }

    /** Whether it is there, or will be. */
    boolean isSet() {
        return isUnknown()
                || !(value.isMissingNode()
                        || value.isNull()
                        || value.isTextual() && value.asText().isEmpty());
    }

    PlannedValue field(String name) {
        return new PlannedValue(value.path(name), isUnknown() ? unknown : unknown.path(name));
    }

    /** The elements of a list or set; both sides of a plan have them in the same order. */
    List<PlannedValue> elements() {
        int size = Math.max(value.size(), unknown.isArray() ? unknown.size() : 0);
        var elements = new ArrayList<PlannedValue>(size);
        if (isUnknown()) {
            elements.add(new PlannedValue(MissingNode.getInstance(), BooleanNode.TRUE));
            return elements;
        }
        for (int i = 0; i < size; i++) {
            elements.add(new PlannedValue(value.path(i), unknown.path(i)));
        }
        return elements;
    }

    /** As text, empty where there is none. */
    String text() {
        return value.isNull() ? "" : value.asText("");
    }

    int number(int otherwise) {
        return isSet() ? value.asInt(otherwise) : otherwise;
    }

    boolean isTrue() {
        return value.asBoolean();
    }
}
