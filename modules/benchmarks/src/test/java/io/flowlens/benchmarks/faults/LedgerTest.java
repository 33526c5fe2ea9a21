package io.flowlens.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();
    private final int[] written = new int[NumberedLines.INTERFACES];

    @Test
    void isSatisfiedWhenEveryLineComesOnceAndInOrder() {
        takeAll(0, 1, 2);
        written[0] = 3;

        assertThat(ledger.compare(written)).isEqualTo(new Verdict(3, 0, 0, 0, 0));
        assertThat(ledger.compare(written).isKept()).isTrue();
    }

    @Test
    void missesWhatNeverCame() {
        takeAll(0, 2);
        written[0] = 4;
        written[1] = 1;

        assertThat(ledger.compare(written)).isEqualTo(new Verdict(2, 3, 0, 0, 0));
    }

    @Test
    void noticesWhatComesAgain() {
        takeAll(0, 1, 0, 1);
        written[0] = 2;

        assertThat(ledger.compare(written)).isEqualTo(new Verdict(4, 0, 2, 0, 0));
    }

    @Test
    void noticesWhatComesAfterALaterOne() {
        takeAll(0, 2, 1, 3);
        written[0] = 4;

        assertThat(ledger.compare(written)).isEqualTo(new Verdict(4, 0, 0, 1, 0));
    }

    @Test
    void noticesWhatNobodyWrote() {
        takeAll(0, 1, NumberedLines.NOT_OURS);
        written[0] = 1;

        assertThat(ledger.compare(written)).isEqualTo(new Verdict(3, 0, 0, 0, 2));
    }

    private void takeAll(int... numbers) {
        IntStream.of(numbers).forEach(number -> ledger.take(0, number));
    }
}
