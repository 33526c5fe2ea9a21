package io.flowlens.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flowlens.provisioner.ProvisioningException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsClientsTest {

    @Test
    void buildsEachClientOnce() {
        try (AwsClients clients = new AwsClients(at(URI.create("http://127.0.0.1:1")))) {
            assertThat(clients.ec2()).isSameAs(clients.ec2());
            assertThat(clients.iam()).isSameAs(clients.iam());
        }
    }

    @Test
    void asksAwsOnceWhoseAccountItIs() {
        try (Sandbox sandbox = new Sandbox()) {
            AwsIdentity identity = sandbox.clients().identity();

            assertThat(identity).isEqualTo(new AwsIdentity("123456789012", "us-east-1", "aws"));
            assertThat(identity.arn("logs", "*")).isEqualTo("arn:aws:logs:us-east-1:123456789012:*");
            assertThat(sandbox.clients().identity()).isSameAs(identity);
        }
    }

    @Test
    void saysWhenNobodyAnswers() throws IOException {
        try (AwsClients clients = new AwsClients(at(freePort()))) {
            ProvisioningException failure = catchThrowableOfType(ProvisioningException.class, clients::identity);

            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure).hasMessageContaining("no answer from AWS");
        }
    }

    @Test
    void saysWhenThereAreNoCredentialsBeforeItAsksAws() {
        AwsAccess access = AwsAccess.at(URI.create("http://127.0.0.1:1"), "us-east-1", () -> {
            throw SdkClientException.create("none");
        });
        try (AwsClients clients = new AwsClients(access)) {
            ProvisioningException failure = catchThrowableOfType(ProvisioningException.class, clients::identity);

            assertThat(failure.reason()).isEqualTo(Reason.CREDENTIALS);
        }
    }

    @Test
    void closesWhatWasNeverUsed() {
        new AwsClients(AwsAccess.of("us-east-1")).close();
    }

    @Test
    void needsARegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsAccess.of(" "))
                .withMessageContaining("region is empty");
    }

    private static AwsAccess at(URI endpoint) {
        return new AwsAccess(
                "us-east-1",
                Optional.of(endpoint),
                Optional.empty(),
                Optional.of(AnonymousCredentialsProvider.create()));
    }

    private static URI freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
