package io.flowlens.provisioner;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Where AWS is and who asks.
 *
 * @param region AWS region, such as {@code us-east-1}
 * @param endpoint takes the place of every service's own endpoint
 * @param profile of the shared configuration files
 * @param credentials takes the place of the SDK's default chain, and of the profile's credentials
 */
public record AwsAccess(
        String region, Optional<URI> endpoint, Optional<String> profile, Optional<AwsCredentialsProvider> credentials) {

    public AwsAccess {
        if (region.isBlank()) {
            throw new IllegalArgumentException("the AWS region is empty; name one, such as us-east-1");
        }
    }

    /** The same in another region. */
    AwsAccess in(String otherRegion) {
        return new AwsAccess(otherRegion, endpoint, profile, credentials);
    }

    /** The same with the credentials given. */
    AwsAccess as(AwsCredentialsProvider other) {
        return new AwsAccess(region, endpoint, profile, Optional.of(other));
    }

    /** The region's own endpoints, with the credentials of the SDK's default chain. */
    public static AwsAccess of(String region) {
        return new AwsAccess(region, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** One endpoint for every service, with the credentials given. */
    public static AwsAccess at(URI endpoint, String region, AwsCredentialsProvider credentials) {
        return new AwsAccess(region, Optional.of(endpoint), Optional.empty(), Optional.of(credentials));
    }
}
