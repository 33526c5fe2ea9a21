package io.flowlens.benchmarks.verdict;

import io.flowlens.benchmarks.Benchmark;
import io.flowlens.benchmarks.Options;
import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.input.EstateInventory;
import io.flowlens.benchmarks.input.FlowLines;
import io.flowlens.benchmarks.input.Traffic;
import io.flowlens.benchmarks.race.Race;
import io.flowlens.benchmarks.race.Ratios;
import io.flowlens.benchmarks.race.Standing;
import io.flowlens.benchmarks.race.Table;
import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowLogParser;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import io.flowlens.topics.Inventory;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a verdict costs, and how much memory a network with its history takes. */
public final class VerdictBenchmark implements Benchmark {

    private static final int INTERFACES = 5_000;
    private static final int BATCH_LINES = 100;
    private static final long SEED = 20_261_124;
    /** A prime, so that neighbours in time are not neighbours in the estate. */
    private static final long SPREAD = 7_919;

    /** The compiler is busy for the first two million verdicts of each kind, which is nothing in the life of a service. */
    private static final int WARMUPS = 6;

    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "verdict";
    }

    @Override
    public String describe() {
        return "Verdicts per CPU second over 5,000 interfaces with 60 rules each, and the heap of their history.";
    }

    @Override
    public int defaultLines() {
        return 400_000;
    }

    @Override
    public Ratios run(Options options, PrintStream out) throws Exception {
        Estate estate = new Estate(INTERFACES);
        double before = heapMiB();
        Inventory inventory = new Inventory();
        new EstateInventory(estate, inventory::apply).publish();
        double history = heapMiB() - before;
        List<List<FlowRecord>> batches = batches(estate, options.lines());
        JudgedFlows all = new JudgedFlows("batches of 100", batches, inventory.network());
        double beforeJudging = heapMiB();
        all.run();
        double tables = heapMiB() - beforeJudging;
        Inventory changing = new Inventory();
        new EstateInventory(estate, changing::apply).publish();
        List<Standing> standings = new Race(WARMUPS, options.rounds(), System.err)
                .run(List.of(
                        all,
                        JudgedFlows.forgetting("nothing known yet", batches, changing.network()),
                        new JudgedFlows("accepts alone", only(Action.ACCEPT, batches), inventory.network()),
                        new JudgedFlows("rejects alone", only(Action.REJECT, batches), inventory.network())));
        Table.of(standings).print(out);
        out.printf(
                "heap: the network with its history %.0f MiB, what one judge keeps of it %.0f MiB%n%n",
                history, tables);
        return new Ratios()
                .put("millionPerCpuSecond", standings.get(0).perCpuSecond() / 1e6)
                .put("unrepeated", standings.get(1).perCpuSecond() / 1e6)
                .put("heapMiB", history + tables);
    }

    /** Each batch of one interface and one minute; in the first half of the hour nothing changes, in the second it has. */
    private static List<List<FlowRecord>> batches(Estate estate, int lines) {
        Traffic traffic = new Traffic(estate, SEED);
        FlowLines writer = new FlowLines(estate, Format.DEFAULT);
        FlowLogParser parser = new FlowLogParser(Format.DEFAULT);
        List<List<FlowRecord>> batches = new ArrayList<>();
        int count = lines / BATCH_LINES;
        for (int batch = 0; batch < count; batch++) {
            traffic.at(Traffic.BEGIN + 3_600L * batch / count);
            int nic = (int) (batch * SPREAD % estate.interfaces());
            List<String> text = new ArrayList<>(BATCH_LINES);
            while (text.size() < BATCH_LINES || traffic.owesAnswer()) {
                text.add(writer.line(traffic.next(nic)));
            }
            batches.add(read(parser, String.join("\n", text).getBytes(StandardCharsets.US_ASCII)));
        }
        return batches;
    }

    /** As the topology keeps the lines of a batch: their text where it is, the name of the interface once. */
    private static List<FlowRecord> read(FlowLogParser parser, byte[] batch) {
        List<FlowRecord> flows = new ArrayList<>(BATCH_LINES);
        for (int from = 0; from < batch.length; from = parser.lineEnd() + 1) {
            parser.parseLine(batch, from, batch.length);
            flows.add(parser.record().keptIn(null));
        }
        return flows;
    }

    private static List<List<FlowRecord>> only(Action action, List<List<FlowRecord>> batches) {
        return batches.stream()
                .map(batch ->
                        batch.stream().filter(flow -> flow.action() == action).collect(Collectors.toList()))
                .toList();
    }

    private static double heapMiB() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
    }
}
