package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import inet.ipaddr.IPAddressString;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    private static final long SEED = 4_632;

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "0.0.0.0/0, 203.0.113.5, true",
        "203.0.113.5/32, 203.0.113.5, true",
        "203.0.113.5/32, 203.0.113.4, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::/64, 2001:db8::1:0:0:0, true",
        "2001:db8::/65, 2001:db8:0:0:8000::, false",
        "2001:db8::1/128, 2001:db8::1, true",
        "::/0, 2001:db8::1, true"
    })
    void containsTheAddressesOfItsPrefix(String block, String address, boolean expected) {
        assertThat(Cidr.parse(block).contains(IpAddress.parse(address))).isEqualTo(expected);
    }

    /** A rule for {@code ::/0} lets no IPv4 in, nor the other way round. */
    @Test
    void keepsTheFamiliesApart() {
        assertThat(Cidr.parse("::/0").contains(IpAddress.parse("10.0.0.1"))).isFalse();
        assertThat(Cidr.parse("0.0.0.0/0").contains(IpAddress.parse("2001:db8::1")))
                .isFalse();
    }

    /** CreateSubnet: "if you specify 100.68.0.18/18, we modify it to 100.68.0.0/18". */
    @Test
    void dropsTheBitsBeyondThePrefix() {
        assertThat(Cidr.parse("100.68.0.18/18"))
                .isEqualTo(Cidr.parse("100.68.0.0/18"))
                .hasToString("100.68.0.0/18");
        assertThat(Cidr.parse("2001:db8::1/32")).hasToString("2001:db8::/32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "/8", "10.0.0.0/8/8", "a/8"
            })
    void refusesWhatIsNoBlock(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text));
    }

    @Test
    void agreesWithAnotherLibrary() {
        var random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            boolean v4 = random.nextBoolean();
            IpAddress network = v4 ? v4(random) : new IpAddress(random.nextLong(), random.nextLong());
            int flipped = random.nextInt(v4 ? 32 : 128);
            IpAddress address = flipped(network, flipped);
            String block = network + "/" + random.nextInt(v4 ? 33 : 129);

            assertThat(Cidr.parse(block).contains(address))
                    .as("%s in %s, seed %d", address, block, SEED)
                    .isEqualTo(new IPAddressString(block)
                            .getAddress()
                            .toPrefixBlock()
                            .contains(new IPAddressString(address.toString()).getAddress()));
        }
    }

    private static IpAddress v4(Random random) {
        return new IpAddress(0, 0xFFFF_0000_0000L | random.nextInt() & 0xFFFF_FFFFL);
    }

    private static IpAddress flipped(IpAddress address, int bit) {
        return bit < 64
                ? new IpAddress(address.high(), address.low() ^ 1L << bit)
                : new IpAddress(address.high() ^ 1L << bit - 64, address.low());
    }
}
