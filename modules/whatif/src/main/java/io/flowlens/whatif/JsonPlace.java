package io.flowlens.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.topics.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A value of a JSON file and where it stands, so that what is wrong with it can be said with its place. */
record JsonPlace(String place, JsonNode value) {

    JsonPlace field(String name) {
        return new JsonPlace(place + (place.endsWith(": ") ? "" : ".") + name, value.path(name));
    }

    boolean has(String name) {
        return value.hasNonNull(name);
    }

    List<JsonPlace> elements() {
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong("must be a list");
        }
        var elements = new ArrayList<JsonPlace>(value.size());
        value.forEach(element -> elements.add(new JsonPlace(place + "[" + elements.size() + "]", element)));
        return elements;
    }

    String text() {
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw wrong(value.isMissingNode() || value.isNull() ? "is missing" : "must be a text");
        }
        return value.asText();
    }

    int number() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw wrong("must be a number, not '" + SafeText.of(value.asText()) + "'");
        }
    }

    /** @throws WhatIfException unless it is an object with these fields only: what is misspelt must not be passed over */
    void allow(Set<String> names) {
        if (!value.isObject()) {
            throw wrong("must be an object");
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw field(SafeText.of(name))
                        .wrong("is no field that belongs here; these do: "
                                + String.join(", ", names.stream().sorted().toList()));
            }
        });
    }

    WhatIfException wrong(String what) {
        return new WhatIfException(place + (place.endsWith(": ") ? "" : " ") + what);
    }
}
