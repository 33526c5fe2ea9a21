package io.flowlens.recording.anonymous;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressMapTest {

    private static final long SEED = 4_711;

    private final Random random = new Random(SEED);
    private final AddressMap map = new AddressMap(key(1));

    @Test
    void twoAddressesShareAsManyLeadingBitsAsBefore() {
        for (int i = 0; i < 5_000; i++) {
            IpAddress one = i % 2 == 0 ? v4() : new IpAddress(random.nextLong(), random.nextLong());
            IpAddress other = relative(one, i % 2 == 0 ? 96 : 0);

            assertThat(AddressMap.commonBits(map.of(one), map.of(other)))
                    .as("%s and %s, seed %d", one, other, SEED)
                    .isEqualTo(AddressMap.commonBits(one, other));
            assertThat(map.of(one).isV4()).isEqualTo(one.isV4());
        }
    }

    /** One to one, so it is enough that each stays inside: no other can get in. */
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "2000::/3"})
    void privateAddressesStayPrivateAndOthersDoNotBecomeIt(String range) {
        Cidr cidr = Cidr.parse(range);
        Set<IpAddress> changed = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            IpAddress inside = inside(cidr);
            IpAddress outside = cidr.network().isV4() ? v4() : new IpAddress(random.nextLong(), random.nextLong());

            assertThat(cidr.contains(map.of(inside))).as("%s", inside).isTrue();
            assertThat(cidr.contains(map.of(outside))).as("%s", outside).isEqualTo(cidr.contains(outside));
            if (!map.of(inside).equals(inside)) {
                changed.add(inside);
            }
        }
        assertThat(changed).hasSizeGreaterThan(1_900);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.0.0.1",
                "169.254.169.254",
                "224.0.0.251",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1:2",
                "ff02::1"
            })
    void whatMeansSomethingByItselfIsLeftAlone(String address) {
        assertThat(map.of(IpAddress.parse(address))).hasToString(address);
    }

    @Test
    void aBlockHoldsTheSameAddressesAfterwards() {
        Cidr block = Cidr.parse("10.20.32.0/20");
        for (int i = 0; i < 500; i++) {
            assertThat(map.of(block).contains(map.of(inside(block)))).isTrue();
        }
        assertThat(map.of(Cidr.parse("0.0.0.0/0"))).hasToString("0.0.0.0/0");
        assertThat(map.of(Cidr.parse("::/0"))).hasToString("::/0");
    }

    @Test
    void anotherKeyGivesOtherAddresses() {
        AddressMap other = new AddressMap(key(2));
        int same = 0;
        for (int i = 0; i < 1_000; i++) {
            IpAddress address = v4();
            assertThat(new AddressMap(key(1)).of(address)).isEqualTo(map.of(address));
            same += other.of(address).equals(map.of(address)) ? 1 : 0;
        }
        assertThat(same).isLessThan(200); // a quarter is reserved or leads there
    }

    private IpAddress v4() {
        return new IpAddress(0, 0xFFFF_0000_0000L | random.nextInt() & 0xFFFF_FFFFL);
    }

    private IpAddress inside(Cidr cidr) {
        int keep = (cidr.network().isV4() ? 96 : 0) + cidr.prefixLength();
        return differingFrom(cidr.network(), keep);
    }

    /** Another address of which some leading bits are the same. */
    private IpAddress relative(IpAddress address, int least) {
        return differingFrom(address, least + random.nextInt(128 - least));
    }

    private IpAddress differingFrom(IpAddress address, int keep) {
        long high = keep >= 64 ? 0 : random.nextLong() >>> keep;
        long low = keep <= 64 ? random.nextLong() : random.nextLong() >>> keep - 64;
        return new IpAddress(address.high() ^ high, address.low() ^ low);
    }

    private static byte[] key(long seed) {
        byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        return key;
    }
}
