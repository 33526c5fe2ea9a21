package io.flowlens.cli;

import io.flowlens.provisioner.AwsAccess;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;

/** Where AWS is and who asks, by the names that the aws tool uses; the region aside. */
abstract class AwsPlace {

    private static final String USUAL_REGION = "us-east-1";

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            defaultValue = "${env:AWS_ENDPOINT_URL}",
            description = "Talk to this address instead of AWS's own, for one the sandbox (env AWS_ENDPOINT_URL).")
    private URI endpointUrl;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "${env:AWS_PROFILE}",
            description = "Profile of the shared AWS configuration (env AWS_PROFILE).")
    private String profile;

    final URI endpointUrl() {
        return endpointUrl;
    }

    final String profile() {
        return profile;
    }

    /** With the SDK's default chain of credentials. */
    final AwsAccess access(String region) {
        return new AwsAccess(region, Optional.ofNullable(endpointUrl), Optional.ofNullable(profile), Optional.empty());
    }

    /** The region that the profile is set to, as the aws tool takes it where none is named. */
    final String profileRegion() {
        String name = profile == null ? ProfileFileSystemSetting.AWS_PROFILE.defaultValue() : profile;
        return ProfileFile.defaultProfileFile()
                .profile(name)
                .flatMap(found -> found.property(ProfileProperty.REGION))
                .orElse(USUAL_REGION);
    }
}
