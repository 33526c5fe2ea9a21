package io.flowlens.sandbox.aws.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * AWS JSON 1.0 and 1.1 and its binary twin, AWS CBOR 1.1. Times are Unix seconds with a fraction in JSON, tagged milliseconds in
 * CBOR; blobs are base64 in JSON, byte strings in CBOR.
 */
final class StructuredProtocol implements Protocol {

    private static final int EPOCH_TAG = 1;
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(times());
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory()).registerModule(times());

    private final ObjectMapper mapper;
    private final Dialect dialect;
    private final String contentType;

    private StructuredProtocol(ObjectMapper mapper, Dialect dialect, String contentType) {
        this.mapper = mapper;
        this.dialect = dialect;
        this.contentType = contentType;
    }

    static StructuredProtocol json(Dialect dialect) {
        return new StructuredProtocol(JSON, dialect, dialect.jsonType());
    }

    static StructuredProtocol cbor(Dialect dialect) {
        return new StructuredProtocol(CBOR, dialect, "application/x-amz-cbor-1.1");
    }

    @Override
    public Params parse(byte[] body) {
        try {
            Map<String, Object> members = body.length == 0 ? Map.of() : mapper.readValue(body, MEMBERS);
            return new Params(members == null ? Map.of() : members, dialect.invalidParameter());
        } catch (IOException e) {
            throw AwsException.badRequest("SerializationException", "The request body cannot be read as an object.");
        }
    }

    @Override
    public byte[] result(String operation, Tree result, String requestId) {
        return write(result);
    }

    @Override
    public byte[] error(AwsException error, String requestId) {
        return write(Tree.of("__type", error.code(), "message", error.getMessage()));
    }

    @Override
    public String contentType() {
        return contentType;
    }

    private byte[] write(Tree tree) {
        try {
            return mapper.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot render an answer", e);
        }
    }

    private static SimpleModule times() {
        return new SimpleModule().addSerializer(Instant.class, new JsonSerializer<>() {
            @Override
            public void serialize(Instant time, JsonGenerator out, SerializerProvider serializers) throws IOException {
                if (out instanceof CBORGenerator cbor) {
                    cbor.writeTag(EPOCH_TAG);
                    cbor.writeNumber(time.toEpochMilli());
                } else {
                    out.writeNumber(BigDecimal.valueOf(time.toEpochMilli(), 3));
                }
            }
        });
    }
}
