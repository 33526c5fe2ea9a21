package io.flowlens.provisioner.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.lab.LabPolicy;
import io.flowlens.provisioner.logs.SubscribePolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicySizeTest {

    /** IAM's quota for a managed policy, in characters other than white space. */
    private static final int LIMIT = 6144;

    private static final AwsIdentity IDENTITY = new AwsIdentity("123456789012", "ap-southeast-1", "aws-us-gov");

    @Test
    void theLongestFitIntoAManagedPolicy() {
        for (Policy policy : List.of(LabPolicy.of(IDENTITY), SubscribePolicy.of(IDENTITY, "a".repeat(200)))) {
            assertThat(policy.json().replaceAll("\\s", "")).hasSizeLessThan(LIMIT);
        }
    }
}
