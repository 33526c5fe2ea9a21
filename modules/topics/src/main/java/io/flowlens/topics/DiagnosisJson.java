package io.flowlens.topics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/**
 * Writes a diagnosis with a fix, the longest part of most values, as it was written before: the same object comes again with
 * every reject of its cause. In a fixed amount of memory: one makes room for another in its place. Thread-safe.
 */
final class DiagnosisJson extends JsonSerializer<Diagnosis> {

    /** A power of two. */
    private static final int PLACES = 8_192;

    private static final int LONGEST_KEPT = 4_096;

    private record Known(Diagnosis diagnosis, SerializedString json) {}

    private final ObjectWriter writer;
    private final Known[] places = new Known[PLACES];

    /** @param writer writes what is not known yet */
    DiagnosisJson(ObjectWriter writer) {
        this.writer = writer;
    }

    @Override
    public void serialize(Diagnosis diagnosis, JsonGenerator json, SerializerProvider provider) throws IOException {
        int at = System.identityHashCode(diagnosis) & PLACES - 1;
        Known known = places[at];
        if (known == null || known.diagnosis() != diagnosis) {
            known = new Known(diagnosis, new SerializedString(writer.writeValueAsString(diagnosis)));
            if (diagnosis.fix() != null && known.json().charLength() <= LONGEST_KEPT) {
                places[at] = known;
            }
        }
        json.writeRawValue(known.json());
    }
}
