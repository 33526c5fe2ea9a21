package io.flowlens.notifier.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import io.flowlens.topics.Alert.Severity;
import java.util.List;
import java.util.Locale;

/**
 * @param server that takes mail for us
 * @param from address
 * @param to addresses
 */
record EmailSpec(String name, Severity minSeverity, boolean allowPrivate, Server server, String from, List<String> to)
        implements ChannelSpec {

    private static final int MOST_RECIPIENTS = 32;

    /** How what is said to the server is kept from others. */
    enum Encryption {
        /** Begins in the clear and refuses to go on so. */
        STARTTLS,
        /** From the first byte. */
        TLS,
        /** Not at all: within one's own network alone. */
        NONE;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param port null for the usual one of the encryption
     * @param encryption null for STARTTLS
     * @param username null for a server that does not ask
     */
    record Server(String host, Integer port, Encryption encryption, String username, Secret password) {

        Server {
            Checked.given("server.host", host);
            encryption = encryption == null ? Encryption.STARTTLS : encryption;
            port = port == null ? usualPort(encryption) : port;
            if ((username == null) != (password == null)) {
                throw new IllegalArgumentException(
                        "\"server\" has a username without a password, or the other way round");
            }
            if (username != null && encryption == Encryption.NONE) {
                throw new IllegalArgumentException(
                        "a password is not sent in clear text: \"encryption\" must not be none");
            }
        }

        private static int usualPort(Encryption encryption) {
            return switch (encryption) {
                case STARTTLS -> 587;
                case TLS -> 465;
                case NONE -> 25;
            };
        }
    }

    EmailSpec {
        name = Checked.name(name);
        minSeverity = Checked.minSeverity(minSeverity);
        Checked.given("server", server);
        Checked.given("from", from);
        to = List.copyOf(Checked.given("to", to));
        if (to.isEmpty() || to.size() > MOST_RECIPIENTS) {
            throw new IllegalArgumentException("\"to\" must be 1 to " + MOST_RECIPIENTS + " addresses");
        }
        EmailChannel.address(from);
        to.forEach(EmailChannel::address);
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.EMAIL;
    }

    @Override
    public String target() {
        return String.join(", ", to) + " through " + server.host() + ":" + server.port();
    }

    @Override
    public Channel open(Surroundings surroundings) {
        return new EmailChannel(this, surroundings);
    }
}
