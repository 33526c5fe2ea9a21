package io.flowlens.cli.whatif;

import io.flowlens.network.verdict.Effect;

/** What a pipeline does not let pass. */
enum FailOn {
    NEWLY_REJECTED(Effect.NEWLY_REJECTED),
    NEWLY_ACCEPTED(Effect.NEWLY_ACCEPTED);

    private final Effect effect;

    FailOn(Effect effect) {
        this.effect = effect;
    }

    Effect effect() {
        return effect;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return AnswerWords.word(effect);
    }
}
