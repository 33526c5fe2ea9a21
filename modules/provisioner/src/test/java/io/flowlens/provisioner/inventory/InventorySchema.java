package io.flowlens.provisioner.inventory;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds what stands on {@code vpc.inventory} against what its schema says of records of that type. */
final class InventorySchema {

    private static final String LOCATION = "classpath:io/flowlens/topics/schemas/inventory.schema.json#/$defs/%s";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private InventorySchema() {}

    /** What is wrong with the record; nothing for one that says that a resource is gone. */
    static List<String> errors(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return List.of();
        }
        String type = new String(record.headers().lastHeader("type").value(), StandardCharsets.UTF_8);
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(LOCATION.formatted(type)));
        return schema.validate(new String(record.value(), StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
