package io.flowlens.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00:ec2::254",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "ff02::1"
            })
    void knowsWhatIsInside(String address) throws Exception {
        assertThat(TargetGuard.isInside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
    void knowsWhatIsOutside(String address) throws Exception {
        assertThat(TargetGuard.isInside(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void refusesClearTextOverTheInternet() {
        assertThat(new TargetGuard(true).check("8.8.8.8", false))
                .isInstanceOfSatisfying(
                        Receipt.Refused.class,
                        refused -> assertThat(refused.why()).contains("use TLS"));
        assertThat(new TargetGuard(false).check("8.8.8.8", true)).isEqualTo(Receipt.ACCEPTED);
    }

    @Test
    void comesBackForANameThatDoesNotResolve() {
        assertThat(new TargetGuard(true).check("nobody.invalid", true)).isInstanceOf(Receipt.Failed.class);
    }
}
