package io.flowlens.notifier.channel;

import java.time.Duration;

/** What became of a message. */
public sealed interface Receipt {

    Receipt ACCEPTED = new Accepted();

    /** The receiver has it. */
    record Accepted() implements Receipt {}

    /** It will never take this one: trying again is of no use. */
    record Refused(String why) implements Receipt {}

    /**
     * It did not work this time.
     *
     * @param after how long the receiver asks to be left alone; zero when it did not say
     */
    record Failed(String why, Duration after) implements Receipt {}

    static Receipt refused(String why) {
        return new Refused(why);
    }

    static Receipt failed(String why) {
        return new Failed(why, Duration.ZERO);
    }

    /** What happened, in words; {@code good} for what was accepted. */
    default String words(String good) {
        if (this instanceof Refused refused) {
            return "refused: " + refused.why();
        }
        return this instanceof Failed failed ? failed.why() : good;
    }
}
