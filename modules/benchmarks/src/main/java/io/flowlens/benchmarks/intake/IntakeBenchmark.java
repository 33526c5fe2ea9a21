package io.flowlens.benchmarks.intake;

import io.flowlens.benchmarks.Benchmark;
import io.flowlens.benchmarks.Options;
import io.flowlens.benchmarks.broker.BrokerProcess;
import io.flowlens.benchmarks.input.Envelopes;
import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.race.Contender;
import io.flowlens.benchmarks.race.Race;
import io.flowlens.benchmarks.race.Ratios;
import io.flowlens.benchmarks.race.Standing;
import io.flowlens.benchmarks.race.Table;
import io.flowlens.ingester.envelope.InflaterKind;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What it costs to carry lines from Kinesis records into Kafka, beside what cannot be saved: gunzip and producing; and with another inflater, where that is installed. */
public final class IntakeBenchmark implements Benchmark {

    /** More than the ingester remembers to recognise an event that comes twice. */
    private static final int FEWEST_LINES = 600_000;

    private static final int INTERFACES = 2_000;
    private static final int SMALLEST_BATCH = 150;
    private static final int LARGEST_BATCH = 250;
    private static final long SEED = 20_261_125;
    private static final int WARMUPS = 4;

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public String describe() {
        return "The ingester, from gzip to committed Kafka records, beside gunzip alone and the producer alone.";
    }

    @Override
    public int defaultLines() {
        return 1_200_000;
    }

    @Override
    public Ratios run(Options options, PrintStream out) throws Exception {
        int lines = Math.max(FEWEST_LINES, options.lines());
        List<PackedBatch> batches = new Envelopes(new Estate(INTERFACES), SEED)
                .of(lines, SMALLEST_BATCH, LARGEST_BATCH).stream()
                        .map(PackedBatch::of)
                        .toList();
        try (BrokerProcess broker = BrokerProcess.start();
                WholeIngester ingester = ingester(batches, InflaterKind.JDK, broker);
                ProducerAlone producer = new ProducerAlone(batches, broker.kafka(), broker.createTopics("producer."));
                WholeIngester other =
                        isThere(InflaterKind.LIBDEFLATE) ? ingester(batches, InflaterKind.LIBDEFLATE, broker) : null) {
            List<Contender> contenders = new ArrayList<>(List.of(ingester, producer, new GunzipAlone(batches)));
            if (other != null) {
                contenders.add(other);
            }
            List<Standing> standings = new Race(WARMUPS, options.rounds(), System.err).run(contenders);
            out.println("CPU of the client alone; the broker is another process");
            Table.of(standings).print(out);
            return ratios(standings, out);
        }
    }

    private static WholeIngester ingester(List<PackedBatch> batches, InflaterKind inflater, BrokerProcess broker) {
        return new WholeIngester(batches, inflater, broker.kafka(), broker.createTopics(inflater + "."));
    }

    private static boolean isThere(InflaterKind inflater) {
        try {
            inflater.check();
            return true;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return false;
        }
    }

    private static Ratios ratios(List<Standing> standings, PrintStream out) {
        Standing ingester = standings.get(0);
        double limit = 1e9 / (standings.get(1).nanosPerLine() + standings.get(2).nanosPerLine());
        out.printf("producer and gunzip together would allow %.2f M lines/CPU s%n%n", limit / 1e6);
        Ratios ratios = new Ratios().put("limit", ingester.perCpuSecond() / limit);
        return standings.size() > 3 ? ratios.put("libdeflate", standings.get(3).over(ingester)) : ratios;
    }
}
