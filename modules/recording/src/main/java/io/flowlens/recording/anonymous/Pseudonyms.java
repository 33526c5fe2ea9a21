package io.flowlens.recording.anonymous;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The same pseudonym for the same text, of the same kind: an id keeps its prefix, an address its range, an account its digits. */
final class Pseudonyms {

    /** The whole key: addresses take one half, texts the other. */
    static final int KEY_LENGTH = 64;

    private static final Pattern ID = Pattern.compile(
            "(i|eni|sg|sgr|subnet|vpc|acl|pl|fl|igw|eigw|nat|tgw|tgw-attach|vpce|pcx|rtb|eipalloc|eipassoc|ipv6cidr|aclassoc)"
                    + "-([0-9A-Za-z]+)");
    /** {@code eni-0123-all}: how AWS calls the stream of an interface. */
    private static final Pattern STREAM = Pattern.compile("(eni-[0-9A-Za-z]+)-(all|accept|reject)");

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
    private static final long ACCOUNTS = 1_000_000_000_000L;
    private static final int SHORT_ID = 8;
    private static final int LONG_ID = 17;

    private final AddressMap addresses;
    private final Mac hmac;

    /** @param key {@value #KEY_LENGTH} random bytes */
    Pseudonyms(byte[] key) {
        addresses = new AddressMap(Arrays.copyOf(key, KEY_LENGTH / 2));
        try {
            hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, KEY_LENGTH / 2, KEY_LENGTH / 2, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows HmacSHA256", e);
        }
    }

    /** For a text that may be anything: what it looks like decides. Null and nothing stay. */
    String of(String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        Matcher stream = STREAM.matcher(text);
        if (stream.matches()) {
            return of(stream.group(1)) + "-" + stream.group(2);
        }
        Matcher id = ID.matcher(text);
        if (id.matches()) {
            return id.group(1) + "-" + digest(text).substring(0, id.group(2).length() == SHORT_ID ? SHORT_ID : LONG_ID);
        }
        if (ACCOUNT.matcher(text).matches()) {
            return account(text);
        }
        String address = addressOrBlock(text);
        return address != null ? address : "name-" + digest(text).substring(0, 10);
    }

    String account(String text) {
        long number = ByteBuffer.wrap(mac(text)).getLong() >>> 1;
        return "%012d".formatted(number % ACCOUNTS);
    }

    String address(IpAddress address) {
        return addresses.of(address).toString();
    }

    private String addressOrBlock(String text) {
        int slash = text.indexOf('/');
        if (!ADDRESS.matcher(slash < 0 ? text : text.substring(0, slash)).matches()) {
            return null;
        }
        try {
            return slash < 0
                    ? address(IpAddress.parse(text))
                    : addresses.of(Cidr.parse(text)).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String digest(String text) {
        return HexFormat.of().formatHex(mac(text));
    }

    private byte[] mac(String text) {
        return hmac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
