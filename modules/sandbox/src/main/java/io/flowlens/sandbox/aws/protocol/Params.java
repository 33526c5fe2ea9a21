package io.flowlens.sandbox.aws.protocol;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The parameters of a call as a tree, whatever protocol brought them. A value of the wrong kind is the caller's error. */
public final class Params {

    /** No clock shows this many seconds for three thousand years; as milliseconds it is 1973. */
    private static final double FIRST_MILLISECONDS = 1e11;

    private final Map<String, Object> values;
    private final String errorCode;
    private final String caller;

    /** @param errorCode the code with which this service refuses a missing or malformed parameter */
    public Params(Map<String, Object> values, String errorCode) {
        this(values, errorCode, "");
    }

    private Params(Map<String, Object> values, String errorCode, String caller) {
        this.values = values;
        this.errorCode = errorCode;
        this.caller = caller;
    }

    /** The same, sent by the owner of an access key. */
    public Params by(String accessKeyId) {
        return new Params(values, errorCode, accessKeyId);
    }

    /** The access key of who calls; empty if that is not known. */
    public String caller() {
        return caller;
    }

    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** The text of a parameter, null if absent. */
    public String text(String name) {
        Object value = values.get(name);
        if (value instanceof Map || value instanceof List) {
            throw invalid(name, "a single value");
        }
        return value == null ? null : value.toString();
    }

    public String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    public String required(String name) {
        String value = text(name);
        if (value == null || value.isEmpty()) {
            throw AwsException.badRequest(errorCode, "The request must contain the parameter " + name + ".");
        }
        return value;
    }

    /** A whole number, null if absent. */
    public Long number(String name) {
        Object value = values.get(name);
        if (value == null || "".equals(value)) {
            return null;
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        try {
            return Long.parseLong(value.toString());
        } catch (NumberFormatException e) {
            throw invalid(name, "a whole number");
        }
    }

    /** A whole number within bounds. */
    public int number(String name, int otherwise, int min, int max) {
        Long value = number(name);
        if (value == null) {
            return otherwise;
        }
        if (value < min || value > max) {
            throw invalid(name, "between " + min + " and " + max);
        }
        return value.intValue();
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name, "false"));
    }

    /** A time, null if absent: Unix seconds with a fraction in JSON, milliseconds in CBOR; their sizes tell them apart. */
    public Instant instant(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            double time = Double.parseDouble(value);
            return Instant.ofEpochMilli(Math.round(time < FIRST_MILLISECONDS ? time * 1000 : time));
        } catch (NumberFormatException e) {
            throw invalid(name, "a time");
        }
    }

    public byte[] blob(String name) {
        Object value = values.get(name);
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        try {
            return Base64.getDecoder().decode(required(name));
        } catch (IllegalArgumentException e) {
            throw invalid(name, "base64");
        }
    }

    /** The structure under a name, empty if absent. */
    public Params structure(String name) {
        Object value = values.get(name);
        return value == null ? new Params(Map.of(), errorCode) : structure(name, value);
    }

    /** The structures of a list, empty if absent. */
    public List<Params> structures(String name) {
        return list(name).stream().map(each -> structure(name, each)).toList();
    }

    /** The texts of a list, empty if absent. */
    public List<String> texts(String name) {
        return list(name).stream().map(Object::toString).toList();
    }

    /** The members of a map of texts, sorted by name. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new TreeMap<>();
        structure(name).values.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    /** Every single value, however deep it stands. */
    public Stream<String> everyText() {
        return everyText(values);
    }

    private static Stream<String> everyText(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(Params::everyText);
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(Params::everyText);
        }
        return value == null ? Stream.empty() : Stream.of(value.toString());
    }

    public AwsException invalid(String name, String expected) {
        return AwsException.badRequest(
                errorCode, "Invalid value '%s' for %s: it must be %s.".formatted(values.get(name), name, expected));
    }

    private List<?> list(String name) {
        Object value = values.get(name);
        if (value == null || "".equals(value)) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw invalid(name, "a list");
    }

    @SuppressWarnings("unchecked") // the protocols make maps with text keys only
    private Params structure(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Params((Map<String, Object>) map, errorCode);
        }
        throw invalid(name, "a structure");
    }
}
