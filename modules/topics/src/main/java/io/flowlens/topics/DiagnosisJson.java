package io.flowlens.topics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;
import java.io.IOException;

/**
 * Writes a diagnosis with a fix, the longest part of most values, as it was written before: the same object comes again with
 * every reject of its cause. In a fixed amount of memory: one makes room for another in its place. Thread-safe.
 */
final class DiagnosisJson extends JsonSerializer<Diagnosis> implements ResolvableSerializer {

    /** A power of two. */
    private static final int PLACES = 8_192;

    private static final int LONGEST_KEPT = 4_096;

    private record Known(Diagnosis diagnosis, SerializedString json) {}

    private final JsonSerializer<Object> usual;
    private final Known[] places = new Known[PLACES];

    @SuppressWarnings("unchecked") // of a Diagnosis, as the one who made it says
    private DiagnosisJson(JsonSerializer<?> usual) {
        this.usual = (JsonSerializer<Object>) usual;
    }

    /** For a mapper. */
    static Module module() {
        return new SimpleModule().setSerializerModifier(new BeanSerializerModifier() {

            private static final long serialVersionUID = 1;

            @Override
            public JsonSerializer<?> modifySerializer(
                    SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
                return bean.getBeanClass() == Diagnosis.class ? new DiagnosisJson(serializer) : serializer;
            }
        });
    }

    @Override
    public void resolve(SerializerProvider provider) throws JsonMappingException {
        ((ResolvableSerializer) usual).resolve(provider);
    }

    @Override
    public void serialize(Diagnosis diagnosis, JsonGenerator json, SerializerProvider provider) throws IOException {
        if (diagnosis.fix() == null) {
            usual.serialize(diagnosis, json, provider);
            return;
        }
        int at = System.identityHashCode(diagnosis) & PLACES - 1;
        Known known = places[at];
        if (known == null || known.diagnosis() != diagnosis) {
            known = new Known(diagnosis, new SerializedString(Json.text(diagnosis)));
            if (known.json().charLength() <= LONGEST_KEPT) {
                places[at] = known;
            }
        }
        json.writeRawValue(known.json());
    }
}
