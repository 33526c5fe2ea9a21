package io.flowlens.topics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Writes what comes again, the same object with every reject of its cause, as it was written before: a diagnosis with its fix
 * is the longest part of most values. In a fixed amount of memory: one makes room for another in its place. Thread-safe.
 */
final class RepeatedJson<T> extends JsonSerializer<T> {

    /** A power of two. */
    private static final int PLACES = 8_192;

    private static final int LONGEST_KEPT = 4_096;

    private record Known(Object value, SerializedString json) {}

    private final Known[] places = new Known[PLACES];

    /** For a mapper of the values of topics. */
    static Module module() {
        return new SimpleModule()
                .addSerializer(Diagnosis.class, new RepeatedJson<>())
                .addSerializer(Traffic.class, new RepeatedJson<>())
                .addSerializer(Place.class, new RepeatedJson<>());
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
        int at = System.identityHashCode(value) & PLACES - 1;
        Known known = places[at];
        if (known == null || known.value() != value) {
            known = new Known(value, new SerializedString(Json.text(value)));
            if (known.json().charLength() <= LONGEST_KEPT) {
                places[at] = known;
            }
        }
        json.writeRawValue(known.json());
    }
}
