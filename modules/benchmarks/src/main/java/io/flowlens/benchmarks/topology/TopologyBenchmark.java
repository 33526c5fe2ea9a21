package io.flowlens.benchmarks.topology;

import io.flowlens.benchmarks.Benchmark;
import io.flowlens.benchmarks.Options;
import io.flowlens.benchmarks.broker.BrokerProcess;
import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.input.Preload;
import io.flowlens.benchmarks.input.Preload.Written;
import io.flowlens.benchmarks.input.TopicSink;
import io.flowlens.benchmarks.race.Ratios;
import io.flowlens.benchmarks.race.Standing;
import io.flowlens.benchmarks.race.Table;
import io.flowlens.benchmarks.topology.Drain.Measured;
import io.flowlens.topics.Topics;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the whole topology costs, beside a Kafka Streams application that only copies, and beside one line a record. */
public final class TopologyBenchmark implements Benchmark {

    private static final int INTERFACES = 2_000;
    private static final int SMALLEST_BATCH = 100;
    private static final int LARGEST_BATCH = 500;
    /** One line a record is so much slower that fewer have to do. */
    private static final int SINGLES_SHARE = 16;

    /** The compiler is busy for the first millions of lines, which is nothing in the life of a service. */
    private static final int WARMUPS = 2;

    private static final String TOPOLOGY = "topology";
    private static final String COPY = "copy only";
    private static final String SINGLES = "topology, one line a record";

    private final Map<String, List<Standing>> laps = new LinkedHashMap<>();

    @Override
    public String name() {
        return "topology";
    }

    @Override
    public String describe() {
        return "The whole topology, exactly once, beside a copy of the same topic, and beside one line a record.";
    }

    @Override
    public int defaultLines() {
        return 6_400_000; // ten batches of each interface: what is done once for each is little beside them
    }

    @Override
    public Ratios run(Options options, PrintStream out) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start()) {
            Topics batched = broker.createTopics("batched.");
            Topics singles = broker.createTopics("singles.");
            Topics copied = broker.createTopics("copied.");
            Written batches = fill(broker, batched, options.lines(), false);
            Written lines = fill(broker, singles, options.lines() / SINGLES_SHARE, true);
            Drain drain = new Drain(broker.kafka());
            for (int round = 0; round < WARMUPS + options.rounds(); round++) {
                boolean counts = round >= WARMUPS;
                lap(TOPOLOGY, batches, new JudgedTopic(batched, batches).drain(drain), counts);
                lap(COPY, batches, copy(drain, batched, copied, batches), counts);
                lap(SINGLES, lines, new JudgedTopic(singles, lines).drain(drain), counts);
            }
        }
        List<Standing> standings = laps.values().stream().map(Standing::median).toList();
        out.println("CPU of the process that runs Kafka Streams, its clients included; the broker is another process");
        Table.of(standings).print(out);
        return new Ratios()
                .put("identity", standings.get(0).over(standings.get(1)))
                .put("single", standings.get(0).over(standings.get(2)));
    }

    private static Written fill(BrokerProcess broker, Topics topics, int lines, boolean singles) {
        try (TopicSink sink = new TopicSink(broker.kafka())) {
            Preload preload = new Preload(new Estate(INTERFACES), topics, sink);
            preload.inventory();
            return singles
                    ? preload.singles(lines, SMALLEST_BATCH, LARGEST_BATCH)
                    : preload.batches(lines, SMALLEST_BATCH, LARGEST_BATCH);
        }
    }

    private static Measured copy(Drain drain, Topics from, Topics to, Written written) throws Exception {
        AtomicLong bytes = new AtomicLong();
        return drain.run("copy", Copy.topology(from, to, bytes), bytes::get, written.bytes());
    }

    private void lap(String name, Written written, Measured measured, boolean counts) {
        double lines = written.lines() * measured.share();
        Standing lap = new Standing(name, lines / measured.cpuSeconds(), lines / measured.wallSeconds());
        System.err.printf(
                "%s %-28s %6.3f M lines/CPU s%n", counts ? "round" : "warm-up", name, lap.perCpuSecond() / 1e6);
        if (counts) {
            laps.computeIfAbsent(name, key -> new ArrayList<>()).add(lap);
        }
    }
}
