package io.flowlens.notifier.channel;

import io.flowlens.notifier.channel.EmailSpec.Encryption;
import io.flowlens.notifier.channel.EmailSpec.Server;
import io.flowlens.topics.Alert;
import io.flowlens.topics.SafeText;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Mail in plain text; the messages of one alert are one conversation. */
final class EmailChannel implements Channel {

    private static final String MILLIS = "10000";
    /** SMTP's answers from here on are final. */
    private static final int FINAL = 500;

    private final EmailSpec spec;
    private final Surroundings surroundings;
    private final TargetGuard guard;
    private final Session session;

    EmailChannel(EmailSpec spec, Surroundings surroundings) {
        this.spec = spec;
        this.surroundings = surroundings;
        guard = new TargetGuard(spec.allowPrivate());
        session = Session.getInstance(properties(spec.server()));
    }

    /** @throws IllegalArgumentException when it is no mail address */
    static InternetAddress address(String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("'" + SafeText.of(text) + "' is no mail address: " + e.getMessage());
        }
    }

    @Override
    public Receipt check() {
        return guard.check(spec.server().host(), spec.server().encryption() != Encryption.NONE);
    }

    @Override
    public Receipt tell(Notification notification) {
        Server server = spec.server();
        Receipt allowed = check();
        if (allowed != Receipt.ACCEPTED) {
            return allowed;
        }
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage message = message(notification);
            if (server.username() == null) {
                transport.connect();
            } else {
                transport.connect(server.username(), server.password().reveal());
            }
            transport.sendMessage(message, message.getAllRecipients());
            return Receipt.ACCEPTED;
        } catch (MessagingException e) {
            return receipt(e);
        }
    }

    MimeMessage message(Notification notification) throws MessagingException {
        Alert alert = notification.alert();
        MimeMessage message = new FixedId(session, "<" + notification.id() + "@flowlens>");
        message.setFrom(address(spec.from()));
        for (String to : spec.to()) {
            message.addRecipient(RecipientType.TO, address(to));
        }
        message.setSubject("[flowlens] " + MessageText.title(notification), StandardCharsets.UTF_8.name());
        message.setText(
                MessageText.title(notification) + "\n\n" + MessageText.details(alert, surroundings.link(alert)),
                StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(surroundings.clock().instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("References", "<" + alert.fingerprint() + "@flowlens>");
        message.saveChanges();
        return message;
    }

    private Receipt receipt(MessagingException failure) {
        String said =
                "%s:%d: %s".formatted(spec.server().host(), spec.server().port(), SafeText.of(failure.getMessage()));
        return isFinal(failure) ? Receipt.refused(said) : Receipt.failed(said);
    }

    private static boolean isFinal(MessagingException failure) {
        if (failure instanceof SMTPSendFailedException refused) {
            return refused.getReturnCode() >= FINAL;
        }
        if (failure.getNextException() instanceof SMTPAddressFailedException refused) {
            return refused.getReturnCode() >= FINAL;
        }
        return failure instanceof AuthenticationFailedException || failure instanceof SendFailedException;
    }

    private static Properties properties(Server server) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", server.port().toString());
        properties.put("mail.smtp.connectiontimeout", MILLIS);
        properties.put("mail.smtp.timeout", MILLIS);
        properties.put("mail.smtp.writetimeout", MILLIS);
        properties.put("mail.smtp.auth", String.valueOf(server.username() != null));
        properties.put("mail.smtp.starttls.enable", String.valueOf(server.encryption() == Encryption.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(server.encryption() == Encryption.STARTTLS));
        properties.put("mail.smtp.ssl.enable", String.valueOf(server.encryption() == Encryption.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    /** Tried again it is the same message, so that a server may know it. */
    private static final class FixedId extends MimeMessage {

        private final String id;

        private FixedId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
