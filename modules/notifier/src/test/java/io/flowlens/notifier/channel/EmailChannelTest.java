package io.flowlens.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.flowlens.notifier.channel.EmailSpec.Encryption;
import io.flowlens.notifier.channel.EmailSpec.Server;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real SMTP server on loopback. */
class EmailChannelTest {

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        mail.start();
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    @Test
    void oneAlertIsOneConversation() throws Exception {
        EmailChannel channel = channel(Encryption.NONE, true);

        assertThat(channel.tell(Messages.fired())).isEqualTo(Receipt.ACCEPTED);
        assertThat(channel.tell(Messages.verified())).isEqualTo(Receipt.ACCEPTED);

        MimeMessage[] received = mail.getReceivedMessages();
        assertThat(received).hasSize(2);
        assertThat(received[0].getSubject()).startsWith("[flowlens] FIRING critical: web");
        assertThat(received[1].getSubject()).startsWith("[flowlens] VERIFIED FIXED critical: web");
        assertThat(received[0].getHeader("References")).isEqualTo(received[1].getHeader("References"));
        assertThat(received[0].getMessageID()).isEqualTo("<" + Messages.fired().id() + "@flowlens>");
        assertThat(received[0].getContent().toString()).contains("aws ec2 authorize-security-group-ingress", "link  ");
    }

    @Test
    void sendsNothingInTheClearWhenItShouldBeEncrypted() {
        assertThat(channel(Encryption.STARTTLS, true).tell(Messages.fired()))
                .isInstanceOfSatisfying(
                        Receipt.Failed.class, failed -> assertThat(failed.why()).contains("STARTTLS"));
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void sendsNothingIntoThePrivateNetworkUnlessAllowed() {
        assertThat(channel(Encryption.STARTTLS, false).tell(Messages.fired())).isInstanceOf(Receipt.Refused.class);
    }

    @Test
    void comesBackWhenNobodyListens() {
        EmailChannel channel = channel(Encryption.NONE, true);
        mail.stop();

        assertThat(channel.tell(Messages.fired())).isInstanceOf(Receipt.Failed.class);
    }

    private EmailChannel channel(Encryption encryption, boolean allowPrivate) {
        Server server = new Server("127.0.0.1", mail.getSmtp().getPort(), encryption, null, null);
        return new EmailChannel(
                new EmailSpec(
                        "mail", null, allowPrivate, server, "flowlens@example.org", List.of("on-call@example.org")),
                Messages.surroundings());
    }
}
