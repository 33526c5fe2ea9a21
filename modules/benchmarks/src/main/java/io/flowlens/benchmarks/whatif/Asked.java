package io.flowlens.benchmarks.whatif;

import io.flowlens.benchmarks.race.Contender;
import io.flowlens.network.verdict.Effect;
import io.flowlens.recording.RecordingReader;
import io.flowlens.recording.RecordingReader.Damage;
import io.flowlens.whatif.Answer;
import io.flowlens.whatif.ChangedNetwork;
import io.flowlens.whatif.WhatIf;
import java.nio.file.Path;

/** One question about a recording, asked anew each time; the last one asked is kept, with all that it holds. */
final class Asked implements Contender {

    private final String name;
    private final Path recording;
    private final ChangedNetwork change;
    private WhatIf question;
    private Answer answer;

    Asked(String name, Path recording, ChangedNetwork change) {
        this.name = name;
        this.recording = recording;
        this.change = change;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long run() {
        forget();
        question = new WhatIf(change);
        try (RecordingReader reader = RecordingReader.open(recording, Damage.REFUSED)) {
            answer = question.over(reader, done -> {});
        }
        if (answer.flows(Effect.NEWLY_REJECTED) == 0) {
            throw new IllegalStateException("the change made no difference to " + answer.lines() + " lines");
        }
        return answer.lines();
    }

    String summary() {
        return "of %,d lines %,d would be rejected on %,d paths, %,d are undecided"
                .formatted(
                        answer.lines(),
                        answer.flows(Effect.NEWLY_REJECTED),
                        answer.affected().size(),
                        answer.flows(Effect.DISAGREES) + answer.flows(Effect.UNKNOWN));
    }

    void forget() {
        question = null;
        answer = null;
    }
}
