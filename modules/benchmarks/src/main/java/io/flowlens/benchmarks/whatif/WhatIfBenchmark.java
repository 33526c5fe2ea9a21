package io.flowlens.benchmarks.whatif;

import io.flowlens.benchmarks.Benchmark;
import io.flowlens.benchmarks.Options;
import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.input.Preload;
import io.flowlens.benchmarks.input.RecordingSink;
import io.flowlens.benchmarks.race.Race;
import io.flowlens.benchmarks.race.Ratios;
import io.flowlens.benchmarks.race.Standing;
import io.flowlens.benchmarks.race.Table;
import io.flowlens.flowlog.Cidr;
import io.flowlens.network.AclEntry;
import io.flowlens.network.PlannedChange.Edit;
import io.flowlens.network.RuleChange;
import io.flowlens.network.Traffic;
import io.flowlens.topics.Topics;
import io.flowlens.whatif.ChangedNetwork;
import io.flowlens.whatif.ChangesFile;
import io.flowlens.whatif.Wish;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What it costs to hold a recording against a changed network, from the first byte to the answer: unpacking, the network and
 * its history, its changed twin, every line. Once with a change that every interface meets, once with one that fifty meet.
 */
public final class WhatIfBenchmark implements Benchmark {

    private static final int INTERFACES = 2_000;
    private static final int SMALLEST_BATCH = 100;
    private static final int LARGEST_BATCH = 500;
    private static final int WARMUPS = 1;
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "whatif";
    }

    @Override
    public String describe() {
        return "A recording held against a changed network: an ACL's entry that all meet, a group's rule that few meet.";
    }

    @Override
    public int defaultLines() {
        return 10_000_000;
    }

    @Override
    public Ratios run(Options options, PrintStream out) throws Exception {
        Path recording = Files.createTempDirectory("flowlens-bench-whatif").resolve("span.flr");
        try {
            record(recording, options.lines());
            Asked all = new Asked("an ACL's entry", recording, entryOfTheAcl());
            Asked few =
                    new Asked("a group's rule", recording, ChangedNetwork.by(List.of(ChangesFile.removal("sgr-t0"))));
            List<Standing> standings = new Race(WARMUPS, options.rounds(), System.err).run(List.of(all, few));
            few.forget();
            double withIt = heapMiB();
            out.printf(
                    "recording: %.1f bytes a line; %s%n",
                    Files.size(recording) / (double) options.lines(), all.summary());
            all.forget();
            double heap = withIt - heapMiB();
            Table.of(standings).print(out);
            out.printf("heap of a question with both networks and its answer: %.0f MiB%n%n", heap);
            return new Ratios()
                    .put("millionPerCpuSecond", standings.get(0).perCpuSecond() / 1e6)
                    .put("fewMillionPerCpuSecond", standings.get(1).perCpuSecond() / 1e6)
                    .put("heapMiB", heap);
        } finally {
            Files.deleteIfExists(recording);
            Files.deleteIfExists(recording.getParent());
        }
    }

    private static void record(Path file, int lines) {
        Topics live = Topics.withDefaults();
        try (RecordingSink sink = new RecordingSink(file, live)) {
            Preload preload = new Preload(new Estate(INTERFACES), live, sink);
            preload.inventory();
            preload.batches(lines, SMALLEST_BATCH, LARGEST_BATCH);
        }
    }

    /** Denies one of the 39 services that machines ask each other for. */
    private static ChangedNetwork entryOfTheAcl() {
        AclEntry entry = new AclEntry(5, false, false, Traffic.tcp(8_010), Cidr.parse("10.0.0.0/16"));
        return ChangedNetwork.by(
                List.of(new Wish.Rule("the benchmark", new Edit(Estate.aclId(), new RuleChange(true, false, entry)))));
    }

    private static double heapMiB() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
    }
}
