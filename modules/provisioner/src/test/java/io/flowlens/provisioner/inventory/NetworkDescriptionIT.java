package io.flowlens.provisioner.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.Sandbox;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.topics.InventoryJson;
import io.flowlens.topics.InventoryType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;

class NetworkDescriptionIT {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Sandbox sandbox = new Sandbox();
    private final NetworkDescription network =
            new NetworkDescription(sandbox.clients(), Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PREFIX_LIST")
    void describesTheLabByIdAndTime(InventoryType type) {
        new Lab(sandbox.clients()).up(Progress.silent());

        Described described = network.of(type);

        assertThat(described.type()).isEqualTo(type);
        assertThat(described.seenAt()).isEqualTo(NOW.toEpochMilli());
        assertThat(described.json())
                .isNotEmpty()
                .allSatisfy((id, json) -> assertThat(
                                InventoryJson.parse(json).path(type.idField()).asText())
                        .isEqualTo(id));
    }

    @Test
    void describesEqualStatesInEqualBytes() {
        new Lab(sandbox.clients()).up(Progress.silent());

        for (InventoryType type : InventoryType.values()) {
            Described first = network.of(type);
            assertThat(network.of(type).json()).as(type.list()).containsExactlyEntriesOf(first.json());
        }
    }

    @Test
    void givesEveryGroupItsRulesWithTheirIds() {
        Described groups = network.of(InventoryType.SECURITY_GROUP);

        assertThat(groups.json()).isNotEmpty().allSatisfy((id, json) -> {
            JsonNode rules = InventoryJson.parse(json).path("SecurityGroupRules");
            assertThat(rules).isNotEmpty().allSatisfy(rule -> {
                assertThat(rule.path("SecurityGroupRuleId").asText()).startsWith("sgr-");
                assertThat(rule.path("GroupId").asText()).isEqualTo(id);
            });
        });
    }

    @Test
    void givesEveryPrefixListItsEntries() {
        String id = sandbox.clients()
                .ec2()
                .createManagedPrefixList(create -> create.prefixListName("offices")
                        .addressFamily("IPv4")
                        .maxEntries(5)
                        .entries(AddPrefixListEntry.builder()
                                .cidr("203.0.113.0/24")
                                .build()))
                .prefixList()
                .prefixListId();

        JsonNode list =
                InventoryJson.parse(network.of(InventoryType.PREFIX_LIST).json().get(id));

        assertThat(list.path("PrefixListName").asText()).isEqualTo("offices");
        assertThat(list.path("Entries"))
                .extracting(entry -> entry.path("Cidr").asText())
                .containsExactly("203.0.113.0/24");
    }

    @Test
    void namesTheDescribeCallThatFailed() {
        sandbox.faults().fail("ec2:DescribeSecurityGroupRules", 1);

        assertThatThrownBy(() -> network.of(InventoryType.SECURITY_GROUP))
                .asInstanceOf(InstanceOfAssertFactories.type(ProvisioningException.class))
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("cannot describe security-groups: ");
    }
}
