package io.flowlens.flowlog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Formats, and values for them, that cover every field, range and length. */
final class RandomFlows {

    private final Random random;

    RandomFlows(long seed) {
        random = new Random(seed);
    }

    /** Some of the fields of some version, in any order, perhaps with one nobody knows yet. */
    Format format() {
        if (random.nextInt(10) == 0) {
            return Format.TRANSIT_GATEWAY;
        }
        List<String> names = new ArrayList<>(Format.upTo(2 + random.nextInt(10)).columns());
        if (random.nextInt(3) > 0) {
            names.add("a-field-of-tomorrow");
            Collections.shuffle(names, random);
            names = names.subList(0, 1 + random.nextInt(names.size()));
        }
        return Format.of(String.join(" ", names));
    }

    /** Values for most columns of the format, by name; a column without one is {@code -}. */
    Map<String, Object> values(Format format) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : format.columns()) {
            if (random.nextInt(8) > 0) {
                values.put(name, value(Field.named(name).map(Field::type).orElse(FieldType.TEXT)));
            }
        }
        return values;
    }

    private Object value(FieldType type) {
        return switch (type) {
            case TEXT -> text();
            case ADDRESS -> address();
            case ACTION -> oneOf("ACCEPT", "REJECT");
            case LOG_STATUS -> oneOf("OK", "NODATA", "SKIPDATA");
            case FLOW_DIRECTION -> oneOf("ingress", "egress");
            default -> number(type.limit());
        };
    }

    /** Every number of digits is as likely as any other. */
    private long number(long limit) {
        long any = random.nextLong() & Long.MAX_VALUE;
        return random.nextInt(20) == 0 ? limit : Math.min(limit, any >>> random.nextInt(64));
    }

    private IpAddress address() {
        int bits = random.nextInt();
        return random.nextBoolean()
                ? IpAddress.parse("%d.%d.%d.%d".formatted(bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255))
                : new IpAddress(random.nextLong() | 1L << 63, random.nextBoolean() ? 0 : random.nextLong());
    }

    private String text() {
        var text = new StringBuilder("X");
        for (int length = random.nextInt(40); length > 0; length--) {
            text.appendCodePoint(random.nextInt(20) == 0 ? 0xFC + random.nextInt(1000) : '!' + random.nextInt(94));
        }
        return text.toString();
    }

    private String oneOf(String... words) {
        return words[random.nextInt(words.length)];
    }
}
