package io.flowlens.network.verdict;

import java.util.List;
import java.util.Optional;

/** The parts of a verdict that hang on what AWS logged. */
sealed interface Reasoning permits AcceptAnswer, RejectAnswer {

    Answer answer();

    Certainty certainty();

    Prediction predicted();

    /** The trial the answer goes by. */
    Trial trial();

    List<Cause> causes();

    List<Note> notes();

    Optional<Fix> fix();
}
