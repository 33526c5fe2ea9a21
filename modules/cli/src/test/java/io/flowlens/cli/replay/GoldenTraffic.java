package io.flowlens.cli.replay;

import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Three hours of traffic from a seed, arriving within three minutes: paths that break, are mended and break again, strangers,
 * a scan, lost records, lines that are none, an interface that nobody knows, batches without a key.
 */
final class GoldenTraffic {

    private static final int MINUTES = 180;
    private static final long ARRIVAL_MILLIS = 1_000;
    private static final int[] PORTS = {443, 8080, 5432, 22};

    private final Random random;
    private final Topics topics;
    private final long begin;

    GoldenTraffic(long seed, Topics topics, long begin) {
        this.random = new Random(seed);
        this.topics = topics;
        this.begin = begin;
    }

    /** In the order of their arrival. */
    List<ProducerRecord<String, byte[]>> records() {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int batch = 0; batch < 1 + minute % 2; batch++) {
                int machine = random.nextInt(GoldenNetwork.MACHINES);
                records.add(record(GoldenNetwork.interfaceOf(machine), minute, batch, lines(machine, minute)));
            }
            if (minute % 20 == 7) {
                // From a file: several interfaces in one batch, which nobody names.
                records.add(record(
                        null, minute, 3, List.of(line("eni-0file", "10.99.0.1", "10.99.0.2", 22, minute, "REJECT"))));
            }
        }
        return records;
    }

    private List<String> lines(int machine, int minute) {
        List<String> lines = new ArrayList<>();
        String own = GoldenNetwork.addressOf(machine);
        String eni = GoldenNetwork.interfaceOf(machine);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int peer = (machine + 1 + random.nextInt(3)) % GoldenNetwork.MACHINES;
            int port = PORTS[random.nextInt(PORTS.length)];
            boolean broken = (machine * 7 + peer * 3 + port + minute / 40) % 3 == 0;
            lines.add(line(eni, GoldenNetwork.addressOf(peer), own, port, minute, broken ? "REJECT" : "ACCEPT"));
        }
        switch (random.nextInt(12)) {
            case 0 -> lines.add(line(eni, own, "203.0.113." + random.nextInt(4), 123, minute, "REJECT"));
            case 1 -> lines.add(line(eni, "198.51.100." + random.nextInt(30), own, 23, minute, "REJECT"));
            case 2 -> scan(lines, eni, own, minute);
            case 3 ->
                lines.add("2 %s %s - - - - - - - %d %d - SKIPDATA"
                        .formatted(GoldenNetwork.ACCOUNT, eni, start(minute), start(minute) + 59));
            case 4 -> lines.add("this is no flow");
            case 5 -> lines.add(line("eni-0unknown" + machine, "10.20.0.5", "10.20.0.6", 80, minute, "REJECT"));
            default -> {
                // a quiet minute
            }
        }
        return lines;
    }

    private void scan(List<String> lines, String eni, String own, int minute) {
        for (int port = 1; port <= 20; port++) {
            lines.add(line(eni, "192.0.2.9", own, 1_000 + port, minute, "REJECT"));
        }
    }

    private String line(String eni, String from, String to, int port, int minute, String action) {
        long start = start(minute) + random.nextInt(20);
        return "2 %s %s %s %s %d %d 6 %d 240 %d %d %s OK"
                .formatted(
                        GoldenNetwork.ACCOUNT,
                        eni,
                        from,
                        to,
                        40_000 + random.nextInt(1_000),
                        port,
                        1 + random.nextInt(4),
                        start,
                        start + 30,
                        action);
    }

    private ProducerRecord<String, byte[]> record(String key, int minute, int batch, List<String> lines) {
        long arrived = (begin + MINUTES * 60) * 1_000 + minute * ARRIVAL_MILLIS + batch * 100;
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topics.flowLogs().name(),
                batch,
                arrived,
                key,
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        // Not in order of time: what is late is late.
        long eventTime = (start(minute) - random.nextInt(4) * 45) * 1_000;
        new FlowLogHeaders(
                        GoldenNetwork.ACCOUNT,
                        GoldenNetwork.REGION,
                        "logs",
                        key == null ? "file" : key + "-all",
                        null,
                        eventTime,
                        arrived)
                .writeTo(record.headers());
        return record;
    }

    private long start(int minute) {
        return begin + minute * 60L;
    }
}
