package io.flowlens.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.notifier.channel.Change;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Severity;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class PartitionBookTest {

    private static final String A = "aaaaaaaaaaaaaaaa";
    private static final String B = "bbbbbbbbbbbbbbbb";

    private final List<Alert> log = new ArrayList<>();

    @Test
    void tellsOfAnAlertAndOfItsEndAndOfNothingInBetween() {
        PartitionBook book = bookFrom(Progress.of(new OffsetAndMetadata(0)));

        read(book, Alerts.firing(A, "web", 1), Alerts.firing(A, "web", 2), Alerts.verified(A));

        assertThat(tellAll(book)).containsExactly("0 fired", "2 resolved");
    }

    @Test
    void tellsAnUpdateThatSaysSomethingNew() {
        PartitionBook book = bookFrom(Progress.of(new OffsetAndMetadata(0)));

        read(book, Alerts.firing(A, Severity.WARNING), Alerts.firing(A, Severity.CRITICAL));

        assertThat(tellAll(book)).containsExactly("0 fired", "1 updated");
    }

    @Test
    void doesNotTellWhatIsNotSevereEnough() {
        PartitionBook book = bookFrom(Progress.of(new OffsetAndMetadata(0)));

        read(book, Alerts.firing(A, Severity.INFO), Alerts.quiet(A));

        assertThat(tellAll(book)).isEmpty();
        assertThat(book.uncommitted().offset()).isEqualTo(2);
    }

    @Test
    void keepsTheOrderOfAnAlertAndLetsOthersPass() {
        PartitionBook book = bookFrom(Progress.of(new OffsetAndMetadata(0)));
        read(book, Alerts.firing(A), Alerts.verified(A), Alerts.firing(B));

        Delivery stuck = book.heads().get(0);
        book.settled(book.heads().get(1)); // B's, while A's first is still tried

        assertThat(book.heads()).containsExactly(stuck);
        assertThat(book.uncommitted().offset()).isZero();
        PartitionBook restarted = bookFrom(Progress.of(book.uncommitted()));
        read(restarted);
        assertThat(tellAll(restarted)).containsExactly("0 fired", "1 resolved");
    }

    @Test
    void tellsAtTheFirstStartOnlyWhatStillFires() {
        log.addAll(List.of(
                Alerts.firing(A, "web", 1),
                Alerts.verified(A),
                Alerts.firing(B, "web", 1),
                Alerts.firing(B, "web", 2)));
        PartitionBook book = bookFrom(Progress.first(4));

        read(book);

        assertThat(tellAll(book)).containsExactly("3 fired");
        read(book, Alerts.verified(B));
        assertThat(tellAll(book)).containsExactly("4 resolved");
    }

    @Test
    void goesOnWithAFirstStartThatWasCutOff() {
        log.addAll(List.of(Alerts.firing(A, "web", 1), Alerts.firing(B, "web", 1), Alerts.firing(A, "web", 2)));
        PartitionBook book = bookFrom(Progress.first(3));
        read(book);
        book.settled(book.heads().get(0)); // B's
        PartitionBook restarted = bookFrom(Progress.of(book.uncommitted()));

        read(restarted);

        assertThat(tellAll(restarted)).containsExactly("2 fired");
        assertThat(restarted.firing()).hasSize(2);
    }

    @Test
    void knowsAfterARestartWhatItHasTold() {
        PartitionBook book = bookFrom(Progress.of(new OffsetAndMetadata(0)));
        read(book, Alerts.firing(A));
        tellAll(book);
        PartitionBook restarted = bookFrom(Progress.of(book.uncommitted()));

        read(restarted, Alerts.firing(A, "web", 5), Alerts.quiet(A));

        assertThat(tellAll(restarted)).containsExactly("2 resolved");
    }

    @Test
    void tellsAgainOfWhatFiresStillAfterTheReceiverWasAwayTooLong() {
        PartitionBook book = bookFrom(Progress.of(new OffsetAndMetadata(0)));
        read(book, Alerts.firing(A, "web", 1));
        book.expired(book.heads().get(0));

        read(book, Alerts.firing(A, "web", 2));

        assertThat(tellAll(book)).containsExactly("1 fired");
    }

    @Test
    void saysNothingOfTheEndOfWhatItCouldNotTell() {
        PartitionBook book = bookFrom(Progress.of(new OffsetAndMetadata(0)));
        read(book, Alerts.firing(A), Alerts.verified(A));
        book.expired(book.heads().get(0));

        assertThat(tellAll(book)).isEmpty();
        assertThat(book.uncommitted().offset()).isEqualTo(2);
    }

    @Test
    void holdsNoMoreOpenThanFitsBesideAnOffset() {
        PartitionBook book = bookFrom(Progress.of(new OffsetAndMetadata(0)));
        int many = PartitionBook.MOST_OPEN + 10;
        for (int i = 0; i < many; i++) {
            log.add(Alerts.firing("%016x".formatted(i)));
        }

        read(book);

        assertThat(book.isFull()).isTrue();
        assertThat(book.heads()).hasSize(PartitionBook.MOST_OPEN);
        assertThat(tellAll(book)).hasSize(many);
        assertThat(book.isFull()).isFalse();
    }

    private PartitionBook bookFrom(Progress progress) {
        return new PartitionBook(progress, new Telling(Severity.WARNING));
    }

    private final Map<PartitionBook, Integer> readers = new IdentityHashMap<>();

    /** Lets the book read on to the end of the log. */
    private void read(PartitionBook book, Alert... more) {
        log.addAll(List.of(more));
        for (int offset = readers.getOrDefault(book, 0); offset < log.size(); offset++) {
            Alert alert = log.get(offset);
            book.read(new Delivery(new ConsumerRecord<>("alerts", 0, offset, alert.fingerprint(), null), alert));
        }
        readers.put(book, log.size());
        book.reached(log.size());
    }

    /** Every receiver takes everything. */
    private static List<String> tellAll(PartitionBook book) {
        List<String> told = new ArrayList<>();
        while (!book.heads().isEmpty()) {
            Delivery next = book.heads().get(0);
            book.notification(next).ifPresent(notification -> {
                Change change = notification.change();
                told.add(next.offset() + " " + change.text());
            });
            book.settled(next);
        }
        return told;
    }
}
