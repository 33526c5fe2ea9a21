package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    private static final long SEED = 20_261_123;
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowPrefix(false)
            .allowMask(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .allowUnlimitedLeadingZeros(false)
            .getEmbeddedIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getEmbeddedIPv4AddressParentBuilder()
            .getParentBuilder()
            .toParams();

    /** RFC 5952, sections 4 and 5. */
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::ABCD, 2001:db8::abcd",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0"
    })
    void printsTheShortestForm(String text, String expected) {
        assertThat(IpAddress.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                " ",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.999",
                "01.2.3.4",
                "1.2.3.00",
                "1..2.3",
                "1.2.3.",
                ".1.2.3",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1,2.3.4",
                "1.2.3/4",
                "1.2.3.4x",
                "localhost",
                "example.com",
                "1.2.3.-4",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                ":1::",
                "1:",
                "12345::",
                "g::",
                "::1%eth0",
                "[::1]",
                "1.2.3.4::",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3.4:5",
                "1.2.3.4\u0000",
                "１.2.3.4"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse(text))
                .withMessageContaining(text);
    }

    @Test
    void agreesWithAnotherLibraryOnAnyText() {
        var random = new Random(SEED);
        for (int round = 0; round < 50_000; round++) {
            String text = mutated(randomText(random), random);

            assertThat(valueHere(text)).as("'%s' of seed %d", text, SEED).isEqualTo(valueThere(text));
        }
    }

    @Test
    void readsWhatItPrints() {
        var random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            IpAddress address = randomAddress(random);

            assertThat(IpAddress.parse(address.toString())).as("seed %d", SEED).isEqualTo(address);
            assertThat(valueThere(address.toString())).as("seed %d", SEED).isEqualTo(valueOf(address));
        }
    }

    @Test
    void isOrderedAsAnUnsignedNumber() {
        var random = new Random(SEED);
        List<IpAddress> addresses =
                IntStream.range(0, 500).mapToObj(i -> randomAddress(random)).toList();

        assertThat(addresses.stream().sorted())
                .isEqualTo(addresses.stream()
                        .sorted(Comparator.comparing(IpAddressTest::valueOf))
                        .toList());
    }

    private static BigInteger valueHere(String text) {
        try {
            return valueOf(IpAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static BigInteger valueThere(String text) {
        var address = new IPAddressString(text, STRICT).getAddress();
        if (address == null) {
            return null;
        }
        BigInteger mapped = BigInteger.valueOf(0xFFFF).shiftLeft(32);
        return address.isIPv4() ? address.getValue().or(mapped) : address.getValue();
    }

    private static BigInteger valueOf(IpAddress address) {
        return new BigInteger(Long.toUnsignedString(address.high()))
                .shiftLeft(64)
                .or(new BigInteger(Long.toUnsignedString(address.low())));
    }

    /** Groups of zeros are as frequent as others, so that runs of them are met. */
    private static IpAddress randomAddress(Random random) {
        if (random.nextInt(4) == 0) {
            return new IpAddress(0, 0xFFFF_0000_0000L | random.nextInt() & 0xFFFF_FFFFL);
        }
        return new IpAddress(randomHalf(random), randomHalf(random));
    }

    private static long randomHalf(Random random) {
        long half = 0;
        for (int group = 0; group < 4; group++) {
            half = half << 16 | (random.nextBoolean() ? 0 : random.nextInt(0x10000));
        }
        return half;
    }

    private static String randomText(Random random) {
        return random.nextInt(10) == 0
                ? "::ffff:" + random.nextInt(256) + ".0.2.1"
                : randomAddress(random).toString();
    }

    private static String mutated(String text, Random random) {
        var mutated = new StringBuilder(text);
        for (int i = random.nextInt(3); i > 0 && mutated.length() > 0; i--) {
            int at = random.nextInt(mutated.length());
            char c = ":.0123456789abcdef".charAt(random.nextInt(18));
            switch (random.nextInt(3)) {
                case 0 -> mutated.insert(at, c);
                case 1 -> mutated.setCharAt(at, c);
                default -> mutated.deleteCharAt(at);
            }
        }
        return mutated.toString();
    }
}
