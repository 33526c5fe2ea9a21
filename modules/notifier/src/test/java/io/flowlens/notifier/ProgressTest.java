package io.flowlens.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void commitsTheFirstThatIsOpenAndRemembersWhatIsSettledBeyond() {
        Progress progress = Progress.of(new OffsetAndMetadata(10));
        progress.take(10);
        progress.settle(11);
        progress.take(14);
        progress.reach(20);

        OffsetAndMetadata committed = progress.committable();
        Progress again = Progress.of(committed);

        assertThat(committed.offset()).isEqualTo(10);
        assertThat(LongStream.range(0, 22).filter(again::isSettled))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 11L, 12L, 13L, 15L, 16L, 17L, 18L, 19L);
        assertThat(again.isOpen(14)).isTrue();
        assertThat(again.committable()).isEqualTo(committed);
    }

    @Test
    void commitsTheEndWhenNothingIsOpen() {
        Progress progress = Progress.of(new OffsetAndMetadata(3));
        progress.take(3);
        progress.settle(3);
        progress.reach(9);

        assertThat(progress.committable().offset()).isEqualTo(9);
    }

    @Test
    void remembersThatTheFirstStartIsNotOver() {
        Progress progress = Progress.first(100);
        progress.take(40);

        assertThat(Progress.of(progress.committable()).firstEnd()).isEqualTo(100);
        progress.settle(40);
        progress.reach(100);
        assertThat(Progress.of(progress.committable()).firstEnd()).isZero();
    }

    @Test
    void takesAnOffsetThatSomebodySetByHand() {
        assertThat(Progress.of(new OffsetAndMetadata(7, "")).isSettled(6)).isTrue();
        assertThat(Progress.of(new OffsetAndMetadata(7, "next=x;open=?"))
                        .committable()
                        .offset())
                .isEqualTo(7);
    }

    @Test
    void fitsIntoTheMetadataThatABrokerTakes() {
        Progress progress = Progress.of(new OffsetAndMetadata(1L << 40));
        for (int i = 0; i < PartitionBook.MOST_OPEN; i++) {
            progress.take((1L << 40) + i * 1_000_000L);
        }

        assertThat(progress.committable().metadata()).hasSizeLessThan(4_096);
    }
}
