package io.flowlens.sandbox.aws.region;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Ids in AWS's shapes, random but the same for the same seed. */
public final class Ids {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Random random;

    Ids(long seed) {
        random = new Random(seed);
    }

    /** An EC2 resource id: a prefix such as {@code i} and 17 hexadecimal digits. */
    public synchronized String resource(String prefix) {
        String digits = String.format(Locale.ROOT, "%016x%x", random.nextLong(), random.nextInt(16));
        return prefix + "-" + digits;
    }

    /** An IAM unique id: a prefix such as {@code AROA} and 17 letters or digits. */
    public synchronized String principal(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < 17; i++) {
            id.append(BASE32.charAt(random.nextInt(BASE32.length())));
        }
        return id.toString();
    }

    public synchronized String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    public synchronized int below(int bound) {
        return random.nextInt(bound);
    }
}
