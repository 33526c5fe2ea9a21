package io.flowlens.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private final List<String> delivered = new ArrayList<>();
    private final Deliveries deliveries = new Deliveries(3);

    private void add(long dueMillis, String... texts) {
        FlowLogSink sink = (interfaceId, lines) -> lines.forEach(line -> delivered.add(line.text()));
        var config = new FlowLogConfig(
                "fl-1", "vpc-1", FlowLogConfig.TrafficType.ALL, FlowLogConfig.DEFAULT_FORMAT, 60, sink);
        List<FlowLogLine> lines =
                List.of(texts).stream().map(text -> new FlowLogLine(0, 0, text)).toList();
        deliveries.add(new Deliveries.Batch(dueMillis, config, "eni-1", lines));
    }

    @Test
    void whatIsDueFirstGoesFirst() {
        add(20, "late");
        add(10, "early");
        add(30, "later");

        deliveries.deliverDue(20);

        assertThat(delivered).containsExactly("early", "late");
    }

    @Test
    void countsWhatThereIsNoRoomFor() {
        add(10, "a", "b");
        add(10, "c", "d");

        deliveries.deliverDue(10);

        assertThat(delivered).containsExactly("a", "b");
        assertThat(deliveries.lostLines()).isEqualTo(2);
    }

    @Test
    void whatIsDeliveredMakesRoom() {
        for (int i = 0; i < 5; i++) {
            add(i, "a", "b");
            deliveries.deliverDue(i);
        }

        assertThat(delivered).hasSize(10);
        assertThat(deliveries.lostLines()).isZero();
    }
}
