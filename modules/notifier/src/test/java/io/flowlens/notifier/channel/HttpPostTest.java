package io.flowlens.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers that fail, hang, redirect and answer nonsense. */
class HttpPostTest {

    private static final Duration SOON = Duration.ofSeconds(1);

    @Test
    void isContentWithAnyGoodAnswer() {
        assertThat(post("202", "anything")).isEqualTo(Receipt.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"408", "429", "500", "502", "503", "504"})
    void comesBackLaterWhenTheReceiverHasATroubleThatPasses(String status) {
        assertThat(post(status, "later"))
                .isInstanceOfSatisfying(
                        Receipt.Failed.class,
                        failed -> assertThat(failed.why()).contains("127.0.0.1 answered " + status, "later"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "401", "403", "404", "410", "413"})
    void doesNotRepeatWhatTheReceiverWillNeverTake(String status) {
        assertThat(post(status, "no")).isInstanceOf(Receipt.Refused.class);
    }

    @Test
    void leavesTheReceiverAloneAsLongAsItAsks() {
        assertThat(post("429\r\nRetry-After: 7", ""))
                .isEqualTo(new Receipt.Failed("127.0.0.1 answered 429", Duration.ofSeconds(7)));
    }

    @Test
    void followsNoRedirect() {
        try (StubReceiver elsewhere = new StubReceiver(body -> StubReceiver.status("200", "ok"))) {
            assertThat(post("307\r\nLocation: " + elsewhere.url(), ""))
                    .isInstanceOfSatisfying(
                            Receipt.Refused.class,
                            refused -> assertThat(refused.why()).contains("redirects are not followed"));
            assertThat(elsewhere.bodies()).isEmpty();
        }
    }

    @Test
    void takesNonsenseForNoAnswer() {
        assertThat(post(body -> "220 mail.example.org ESMTP\r\n")).isInstanceOf(Receipt.Failed.class);
        assertThat(post(body -> "")).isInstanceOf(Receipt.Failed.class);
    }

    @Test
    void doesNotTakeALoginPageForAnAcknowledgement() {
        try (StubReceiver portal = new StubReceiver(body -> StubReceiver.status("200", "<html>log in</html>"))) {
            Receipt receipt = new HttpPost(URI.create(portal.url()), new TargetGuard(true))
                    .post("{}", Map.of(), answer -> answer.equals("ok"));

            assertThat(receipt)
                    .isInstanceOfSatisfying(
                            Receipt.Refused.class,
                            refused ->
                                    assertThat(refused.why()).contains("<html>log in</html>", "is the address right?"));
        }
    }

    @Test
    void hangsUpOnAnAnswerWithoutEnd() {
        String endless = "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n" + "x".repeat(FirstBytes.MOST) + "...";

        assertThat(post(body -> endless)).isEqualTo(Receipt.ACCEPTED);
    }

    @Test
    void givesUpOnAReceiverThatHangs() {
        try (StubReceiver hanging = new StubReceiver(body -> null);
                StubReceiver trickling = new StubReceiver(body -> "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx...")) {
            assertThat(quickly(hanging)).isInstanceOf(Receipt.Failed.class);
            assertThat(quickly(trickling)).isInstanceOf(Receipt.Failed.class);
        }
    }

    @Test
    void saysThatNobodyAnswers() {
        StubReceiver gone = new StubReceiver(body -> null);
        gone.close();

        assertThat(quickly(gone))
                .isInstanceOfSatisfying(
                        Receipt.Failed.class, failed -> assertThat(failed.why()).contains("no answer from 127.0.0.1"));
    }

    @Test
    void sendsNothingIntoThePrivateNetworkUnlessAllowed() {
        try (StubReceiver inside = new StubReceiver(body -> StubReceiver.status("200", "ok"))) {
            Receipt receipt =
                    new HttpPost(URI.create(inside.url()), new TargetGuard(false)).post("{}", Map.of(), answer -> true);

            assertThat(receipt)
                    .isInstanceOfSatisfying(
                            Receipt.Refused.class,
                            refused -> assertThat(refused.why()).contains("127.0.0.1", "\"allowPrivate\": true"));
            assertThat(inside.bodies()).isEmpty();
        }
    }

    private static Receipt post(String status, String body) {
        return post(posted -> StubReceiver.status(status, body));
    }

    private static Receipt post(Function<String, String> answer) {
        try (StubReceiver receiver = new StubReceiver(answer)) {
            return new HttpPost(URI.create(receiver.url()), new TargetGuard(true)).post("{}", Map.of(), said -> true);
        }
    }

    private static Receipt quickly(StubReceiver receiver) {
        return new HttpPost(URI.create(receiver.url()), new TargetGuard(true), SOON).post("{}", Map.of(), said -> true);
    }
}
