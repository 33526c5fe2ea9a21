package io.flowlens.topics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Writes what comes again, the same object with every reject of its cause, as it was written before: a diagnosis with its fix
 * is the longest part of most values. In a fixed amount of memory: one makes room for another in its place. Thread-safe.
 */
final class RepeatedJson<T> extends JsonSerializer<T> {

    /** A power of two. */
    private static final int PLACES = 8_192;

    /** A power of two: the values of a batch are written one after the other. */
    private static final int PASSING_PLACES = 64;

    private static final int LONGEST_KEPT = 4_096;

    private record Known(Object value, SerializedString json) {}

    private final Predicate<T> comesAgain;
    private final Known[] places = new Known[PLACES];
    private final Known[] passing = new Known[PASSING_PLACES];

    /** @param comesAgain false of what is of one batch and is not to make others give way */
    private RepeatedJson(Predicate<T> comesAgain) {
        this.comesAgain = comesAgain;
    }

    /** For a mapper of the values of topics. */
    static Module module() {
        return new SimpleModule()
                .addSerializer(Diagnosis.class, new RepeatedJson<>(diagnosis -> diagnosis.fix() != null))
                .addSerializer(Traffic.class, new RepeatedJson<>(traffic -> true))
                .addSerializer(Place.class, new RepeatedJson<>(place -> true));
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
        Known[] kept = comesAgain.test(value) ? places : passing;
        int at = System.identityHashCode(value) & kept.length - 1;
        Known known = kept[at];
        if (known == null || known.value() != value) {
            known = new Known(value, new SerializedString(Json.text(value)));
            if (known.json().charLength() <= LONGEST_KEPT) {
                kept[at] = known;
            }
        }
        json.writeRawValue(known.json());
    }
}
