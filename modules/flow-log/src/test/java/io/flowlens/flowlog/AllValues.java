package io.flowlens.flowlog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All that a record answers, to compare it with another one. */
final class AllValues {

    private AllValues() {}

    static List<Object> of(FlowRecord flow) {
        List<Object> values = new ArrayList<>();
        for (Field field : Field.values()) {
            if (flow.format().has(field)) {
                values.add(flow.has(field));
                values.add(field.type().isNumber() ? flow.number(field) : null);
            }
        }
        Collections.addAll(values, flow.source(), flow.destination(), flow.packetSource(), flow.packetDestination());
        Collections.addAll(values, flow.sourceHigh(), flow.sourceLow(), flow.destinationHigh(), flow.destinationLow());
        Collections.addAll(values, flow.action(), flow.direction(), flow.interfaceId());
        for (int column = 0; column < flow.format().columns().size(); column++) {
            values.add(flow.text(column));
        }
        return values;
    }
}
