package io.flowlens.benchmarks.parse;

import io.flowlens.benchmarks.Benchmark;
import io.flowlens.benchmarks.Options;
import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.input.FlowLines;
import io.flowlens.benchmarks.input.LineBlock;
import io.flowlens.benchmarks.race.Contender;
import io.flowlens.benchmarks.race.Race;
import io.flowlens.benchmarks.race.Ratios;
import io.flowlens.benchmarks.race.Standing;
import io.flowlens.benchmarks.race.Table;
import io.flowlens.flowlog.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What it costs to read a line, every digit, separator and range checked and every field typed. */
public final class ParseBenchmark implements Benchmark {

    /** More than any cache holds; what is beyond it is the same again. */
    private static final int BLOCK_LINES = 1_000_000;

    private static final int CUSTOM_SHARE = 4;
    private static final int INTERFACES = 2_000;
    private static final long SEED = 20_261_123;
    private static final int WARMUPS = 2;

    /** How many times as much those do who are soon done: CPU time is counted in steps of 10 ms. */
    private static final int SOON_DONE = 4;

    @Override
    public String name() {
        return "parse";
    }

    @Override
    public String describe() {
        return "Lines per CPU second: our parser, String.split, DuckDB's read_csv and a newline scan.";
    }

    @Override
    public int defaultLines() {
        return 5_000_000;
    }

    @Override
    public Ratios run(Options options, PrintStream out) throws Exception {
        Estate estate = new Estate(INTERFACES);
        Race race = new Race(WARMUPS, options.rounds(), System.err);
        List<Standing> v2 = raceV2(race, estate, options.lines());
        List<Standing> custom = raceCustom(race, estate, options.lines() / CUSTOM_SHARE);
        out.println("The default format, version 2, from memory and from a file");
        Table.of(v2).print(out);
        out.println("A format of 29 columns, from memory");
        Table.of(custom).print(out);
        return new Ratios()
                .put("split", v2.get(0).over(v2.get(1)))
                .put("duckdb", v2.get(3).over(v2.get(4)))
                .put("split29", custom.get(0).over(custom.get(1)))
                .put("scan", v2.get(0).over(v2.get(2)));
    }

    private static List<Standing> raceV2(Race race, Estate estate, int lines) throws Exception {
        LineBlock block = LineBlock.of(estate, Format.DEFAULT, Math.min(lines, BLOCK_LINES), SEED);
        int repeats = lines / block.lines();
        Path file = Files.createTempFile("flowlens-bench", ".log");
        try (DuckDbFile duckDb = new DuckDbFile(file, (long) block.lines() * repeats)) {
            write(block, repeats, file);
            return race.run(List.<Contender>of(
                    new FlowlensParser("flowlens", Format.DEFAULT, block, repeats * SOON_DONE),
                    new SplitParser("String.split", Format.DEFAULT, block, repeats),
                    new NewlineScan(block, repeats * SOON_DONE),
                    new FlowlensFile(file, (long) block.lines() * repeats),
                    duckDb));
        } finally {
            Files.delete(file);
        }
    }

    private static List<Standing> raceCustom(Race race, Estate estate, int lines) throws Exception {
        LineBlock block = LineBlock.of(estate, FlowLines.CUSTOM, Math.min(lines, BLOCK_LINES / 2), SEED);
        int repeats = lines / block.lines();
        return race.run(List.of(
                new FlowlensParser("flowlens", FlowLines.CUSTOM, block, repeats * SOON_DONE),
                new SplitParser("String.split", FlowLines.CUSTOM, block, repeats)));
    }

    private static void write(LineBlock block, int repeats, Path file) throws IOException {
        try (OutputStream to = Files.newOutputStream(file)) {
            for (int repeat = 0; repeat < repeats; repeat++) {
                to.write(block.text());
            }
        }
    }
}
