package io.flowlens.notifier.channel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Follows a reference to a secret while the file is read, and never takes anything else for one. */
final class SecretReader extends StdDeserializer<Secret> {

    /** Under what the environment is handed in. */
    static final String ENVIRONMENT = "environment";

    SecretReader() {
        super(Secret.class);
    }

    @Override
    public Secret deserialize(JsonParser json, DeserializationContext context) throws IOException {
        @SuppressWarnings("unchecked")
        UnaryOperator<String> environment = (UnaryOperator<String>) context.getAttribute(ENVIRONMENT);
        try {
            return Secret.at(json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "", environment);
        } catch (IllegalArgumentException e) {
            throw JsonMappingException.from(json, e.getMessage(), e);
        }
    }
}
