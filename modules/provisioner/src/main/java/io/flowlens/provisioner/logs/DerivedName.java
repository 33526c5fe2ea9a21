package io.flowlens.provisioner.logs;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Names of what is made for a log group, so that it is found again without a file that remembers them. */
final class DerivedName {

    private static final int CHECKSUM_DIGITS = 8;

    private DerivedName() {}

    /**
     * {@code prefix-resource}, with what AWS does not allow replaced. A name that had to change ends in a checksum, or two log
     * groups could share it.
     */
    static String of(String prefix, String resource, int limit) {
        String wished = prefix + "-" + resource;
        String allowed = wished.replaceAll("[^A-Za-z0-9_.-]+", "-");
        if (allowed.equals(wished) && allowed.length() <= limit) {
            return allowed;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(wished.getBytes(StandardCharsets.UTF_8));
        int room = limit - CHECKSUM_DIGITS - 1;
        String start = allowed.length() > room ? allowed.substring(0, room) : allowed;
        return "%s-%08x".formatted(start, checksum.getValue());
    }
}
