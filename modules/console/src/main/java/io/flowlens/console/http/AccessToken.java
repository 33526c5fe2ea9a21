package io.flowlens.console.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What somebody has to know to use a console that others can reach. Never printed. */
public final class AccessToken {

    private static final int MIN_LENGTH = 16;

    private final byte[] token;

    /** @throws IllegalArgumentException when it is too short to be hard to guess */
    public AccessToken(String token) {
        if (token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "the console's token has %d characters; take at least %d, from 'openssl rand -hex 24' for one"
                            .formatted(token.length(), MIN_LENGTH));
        }
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes the same time whatever is wrong with the guess. */
    boolean is(String guess) {
        return MessageDigest.isEqual(token, guess.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
