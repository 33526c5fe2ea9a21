package io.flowlens.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.flowlog.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AclEntryTest {

    /** AWS numbers the final entry 32767 for IPv4, and 32768 for IPv6 where the VPC has it. */
    @ParameterizedTest
    @ValueSource(ints = {32_767, 32_768})
    void takesTheFinalEntryOfEitherFamilyForTheLast(int number) {
        AclEntry entry = entry(number);

        assertThat(entry.number()).isEqualTo(AclEntry.LAST);
        assertThat(entry.describe()).isEqualTo("inbound entry * denies all traffic from ::/0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32_769})
    void knowsNoOtherNumbers(int number) {
        assertThatThrownBy(() -> entry(number)).hasMessage("ACL entry number %d is not in 1..32767", number);
    }

    @Test
    void namesARuleWithoutAnIdInWords() {
        assertThat(SecurityGroupRule.of("", Traffic.tcp(443), Peer.group("sg-1"))
                        .describe())
                .isEqualTo("a rule allows tcp 443 with sg-1");
    }

    private static AclEntry entry(int number) {
        return new AclEntry(number, false, false, Traffic.ALL, Cidr.parse("::/0"));
    }
}
