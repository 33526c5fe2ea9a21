package io.flowlens.benchmarks.input;

import io.flowlens.flowlog.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes envelopes of so many lines each, of interfaces in no order, a minute after the other for each round of them. */
public final class Envelopes {

    private final Estate estate;
    private final Random random;
    private final Traffic traffic;
    private final FlowLines writer;
    private long events;

    public Envelopes(Estate estate, long seed) {
        this.estate = estate;
        this.random = new Random(seed);
        this.traffic = new Traffic(estate, seed);
        this.writer = new FlowLines(estate, Format.DEFAULT);
    }

    /** One of {@code from} to {@code to} lines. */
    public Envelope next(int from, int to) {
        int nic = random.nextInt(estate.interfaces());
        int size = from + random.nextInt(to - from + 1);
        long begin = Traffic.BEGIN + events / (estate.interfaces() * 200L) * Flow.WINDOW_SECONDS;
        traffic.at(begin);
        List<String> lines = new ArrayList<>(size);
        while (lines.size() < size) {
            lines.add(writer.line(traffic.next(nic)));
        }
        events += size;
        return new Envelope(estate.interfaceId(nic), lines, begin, events - size);
    }

    /** As many as make so many lines or a few more. */
    public List<Envelope> of(int lines, int from, int to) {
        List<Envelope> envelopes = new ArrayList<>();
        for (int made = 0;
                made < lines;
                made += envelopes.get(envelopes.size() - 1).lines().size()) {
            envelopes.add(next(from, to));
        }
        return envelopes;
    }
}
