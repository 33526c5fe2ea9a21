package io.flowlens.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class MetersTest {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private static final Label ACTION = Label.of("action", "accept", "reject");
    private static final Label DIRECTION = Label.of("direction", "ingress", "egress");

    private final Meters meters = new Meters();

    @Test
    void refusesAValueTooFew() {
        MeterSpec spec = MeterSpec.counter("flowlens.flows", null, "Flows.", ACTION, DIRECTION);

        assertThatThrownBy(() -> meters.counter(spec, "accept"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[action, direction]");
    }

    @Test
    void refusesANameThatWasRegisteredWithOtherTags() {
        meters.counter(MeterSpec.counter("flowlens.flows", null, "Flows.", ACTION), "accept");

        assertThatThrownBy(() -> meters.counter(MeterSpec.counter("flowlens.flows", null, "Flows.")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flowlens.flows");
    }

    @Test
    void sortsLagsIntoBucketsFromMillisecondsToAnHour() {
        meters.lag(MeterSpec.lag("flowlens.lag", "A lag.")).record(Duration.ofMinutes(7));

        assertThat(meters.scrape(TEXT))
                .contains("flowlens_lag_seconds_bucket{le=\"300.0\"} 0")
                .contains("flowlens_lag_seconds_bucket{le=\"600.0\"} 1")
                .contains("flowlens_lag_seconds_sum 420.0");
    }

    @Test
    void showsAValueOutsideOfItsSetAsOther() {
        MeterSpec spec = MeterSpec.counter("flowlens.flows", null, "Flows.", ACTION);

        meters.counter(spec, "10.0.0.1").increment();
        meters.counter(spec, "10.0.0.2").increment();

        assertThat(meters.scrape(TEXT))
                .contains("flowlens_flows_total{action=\"other\"} 2.0")
                .doesNotContain("10.0.0");
    }

    @Test
    void refusesToMeasureWhatTheListCallsSomethingElse() {
        MeterSpec spec = MeterSpec.gauge("flowlens.flows", null, "Flows.");

        assertThatThrownBy(() -> meters.counter(spec)).hasMessageContaining("no COUNTER but a GAUGE");
    }

    @Test
    void leavesOutWhatNobodyListed() {
        meters.bind(
                registry -> registry.counter("kafka.producer.some.new.thing").increment());
        meters.bind(registry -> registry.gauge("jvm.memory.used", Tags.of("area", "heap"), 5));

        assertThat(meters.scrape(TEXT)).contains("jvm_memory_used").doesNotContain("some_new_thing");
    }

    @Test
    void showsEachNameAsTheListSaysIt() {
        MeterSpec bytes = MeterSpec.counter("flowlens.records.size", "bytes", "Bytes.");
        MeterSpec age = MeterSpec.gauge("flowlens.age", "seconds", "Age.");
        MeterSpec lag = MeterSpec.lag("flowlens.lag", "Lag.");

        meters.counter(bytes);
        meters.gauge(age, () -> 1);
        meters.lag(lag);

        assertThat(meters.scrape(TEXT))
                .contains("# TYPE " + bytes.prometheusName() + " counter")
                .contains("# TYPE " + age.prometheusName() + " gauge")
                .contains("# TYPE " + lag.prometheusName() + " histogram");
    }

    @Test
    void takesOneSeriesAwayAndLeavesTheOthers() {
        MeterSpec spec = MeterSpec.gauge("flowlens.flows", null, "Flows.", ACTION);
        Gauge accept = meters.gauge(spec, () -> 1, "accept");
        meters.gauge(spec, () -> 2, "reject");

        meters.remove(accept);

        assertThat(meters.scrape(TEXT)).contains("action=\"reject\"").doesNotContain("action=\"accept\"");
    }

    @Test
    void measuresEveryKafkaClient() {
        meters.watch(producer("first", 1));
        meters.watch(producer("second", 2));

        assertThat(meters.scrape(TEXT).lines().filter(line -> line.startsWith("kafka_producer_record_send_total{")))
                .hasSize(2)
                .anyMatch(line -> line.contains("client_id=\"first\"") && line.endsWith(" 1.0"))
                .anyMatch(line -> line.contains("client_id=\"second\"") && line.endsWith(" 2.0"));
    }

    private static MockProducer<byte[], byte[]> producer(String clientId, double sent) {
        MetricName name = new MetricName("record-send-total", "producer-metrics", "", Map.of("client-id", clientId));
        MockProducer<byte[], byte[]> producer = new MockProducer<>();
        producer.setMockMetrics(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return sent;
            }
        });
        return producer;
    }
}
