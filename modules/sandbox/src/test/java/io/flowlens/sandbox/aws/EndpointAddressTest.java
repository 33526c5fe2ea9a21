package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointAddressTest {

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "localhost, localhost", "0.0.0.0, 127.0.0.1"})
    void isKnownByTheNameItWasGiven(String host, String known) {
        try (AwsEndpoint endpoint = AwsEndpoint.start(AwsConfig.defaults().withHost(host))) {
            assertThat(endpoint.uri().getHost()).isEqualTo(known);
        }
    }

    @Test
    void isOnLoopbackUnlessToldOtherwise() {
        try (AwsEndpoint endpoint = AwsEndpoint.start(AwsConfig.defaults())) {
            assertThat(endpoint.uri().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void saysWhatCannotBeListenedOn() {
        AwsConfig elsewhere = AwsConfig.defaults().withHost("192.0.2.1").withPort(4566);

        assertThatThrownBy(() -> AwsEndpoint.start(elsewhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("192.0.2.1:4566");
    }
}
