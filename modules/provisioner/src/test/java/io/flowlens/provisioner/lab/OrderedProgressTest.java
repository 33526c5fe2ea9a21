package io.flowlens.provisioner.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderedProgressTest {

    private final HeardProgress heard = new HeardProgress();
    private final OrderedProgress progress = new OrderedProgress(heard);

    @Test
    void holdsBackWhatWasDoneBeforeItsTurn() {
        progress.done(Step.NETWORK, "second");

        assertThat(heard.done()).isEmpty();
    }

    @Test
    void tellsInOrderAsSoonAsTheTurnComes() {
        progress.done(Step.INSTANCE_ROLE, "third");
        progress.done(Step.NETWORK, "second");
        progress.done(Step.ACCOUNT, "first");

        assertThat(heard.done()).containsExactly("first", "second", "third");
    }

    @Test
    void tellsWhatWasDoneWhenTheRestWillNotCome() {
        progress.done(Step.STREAM, "stream");
        progress.done(Step.LOG_GROUP, "log group");

        progress.flush();

        assertThat(heard.done()).containsExactly("log group", "stream");
    }
}
