package io.flowlens.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flowlens.provisioner.ProvisioningException.Reason;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsCallTest {

    @ParameterizedTest
    @CsvSource({
        "DependencyViolation, REFUSED",
        "UnauthorizedOperation, DENIED",
        "AccessDenied, DENIED",
        "AccessDeniedException, DENIED",
        "ExpiredToken, CREDENTIALS",
        "ExpiredTokenException, CREDENTIALS",
        "InvalidClientTokenId, CREDENTIALS",
        "AuthFailure, CREDENTIALS"
    })
    void saysInOneSentenceWhatAwsRefused(String code, Reason reason) {
        ProvisioningException failure = failure(refusal(code, "because."));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure)
                .hasMessageStartingWith("cannot delete security group sg-1: ")
                .hasMessageContaining("because")
                .hasMessageNotContaining("because.");
        assertThat(failure.getMessage()).doesNotContain("\n");
    }

    @Test
    void tellsAnEndpointThatDoesNotAnswerFromOneThatRefuses() {
        ProvisioningException failure = failure(SdkClientException.create(
                "Unable to execute HTTP request", new ConnectException("Connection refused")));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure)
                .hasMessage("cannot delete security group sg-1: no answer from AWS (Connection refused);"
                        + " check the network, the region and the endpoint");
    }

    @Test
    void passesOnWhatElseTheClientSays() {
        ProvisioningException failure = failure(SdkClientException.create("no such parameter"));

        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure).hasMessage("cannot delete security group sg-1: no such parameter");
    }

    @Test
    void namesTheStatusWhenAwsGivesNoCode() {
        ProvisioningException failure = failure(
                AwsServiceException.builder().statusCode(503).message("busy").build());

        assertThat(failure).hasMessageContaining("HTTP 503");
    }

    @Test
    void takesTheErrorThatMeansAbsentForNothing() {
        assertThat(AwsCall.unless("NoSuchEntity", "read role R", () -> {
                    throw refusal("NoSuchEntity", "not there");
                }))
                .isEmpty();
    }

    @Test
    void takesNoOtherErrorForNothing() {
        ProvisioningException failure = catchThrowableOfType(
                ProvisioningException.class,
                () -> AwsCall.unless("NoSuchEntity", "read role R", () -> {
                    throw refusal("ServiceFailure", "broken");
                }));

        assertThat(failure.code()).isEqualTo("ServiceFailure");
    }

    @Test
    void advisesWhoHasNoCredentials() {
        ProvisioningException failure = catchThrowableOfType(
                ProvisioningException.class,
                () -> AwsCall.credentials(() -> {
                    throw SdkClientException.create(
                            "Unable to load credentials from any of the providers in the chain");
                }));

        assertThat(failure.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(failure).hasMessageContaining("aws configure");
    }

    private static ProvisioningException failure(SdkException thrown) {
        return catchThrowableOfType(
                ProvisioningException.class,
                () -> AwsCall.of("delete security group sg-1", () -> {
                    throw thrown;
                }));
    }

    private static AwsServiceException refusal(String code, String said) {
        return AwsServiceException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(said)
                        .build())
                .build();
    }
}
