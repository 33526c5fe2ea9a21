package io.flowlens.provisioner.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.provisioner.AwsIdentity;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServicePoliciesTest {

    private static final AwsIdentity IDENTITY = new AwsIdentity("123456789012", "eu-west-1", "aws");

    static Stream<String> all() {
        return Stream.of(
                ServicePolicies.trustEc2().json(),
                ServicePolicies.trustFlowLogs(IDENTITY).json(),
                ServicePolicies.writeLogGroup(IDENTITY, "group").json(),
                ServicePolicies.trustLogs(IDENTITY).json(),
                ServicePolicies.putOnStream(IDENTITY, "stream").json());
    }

    @ParameterizedTest
    @MethodSource("all")
    void areJsonOfTheCurrentPolicyLanguage(String policy) throws IOException {
        JsonNode json = new ObjectMapper().readTree(policy);

        assertThat(json.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(json.path("Statement"))
                .isNotEmpty()
                .allSatisfy(statement ->
                        assertThat(statement.path("Effect").asText()).isEqualTo("Allow"));
    }

    @Test
    void letFlowLogsTakeTheRoleForFlowLogsOfThisAccountAndRegionOnly() throws IOException {
        JsonNode statement = only(ServicePolicies.trustFlowLogs(IDENTITY).json());

        assertThat(statement.at("/Principal/Service").asText()).isEqualTo("vpc-flow-logs.amazonaws.com");
        assertThat(statement
                        .at("/Condition/StringEquals")
                        .path("aws:SourceAccount")
                        .asText())
                .isEqualTo("123456789012");
        assertThat(statement.at("/Condition/ArnLike").path("aws:SourceArn").asText())
                .isEqualTo("arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/*");
    }

    @Test
    void letFlowLogsWriteToOneLogGroupAndMakeNone() throws IOException {
        JsonNode statements = new ObjectMapper()
                .readTree(ServicePolicies.writeLogGroup(IDENTITY, "group").json())
                .path("Statement");

        assertThat(statements.get(0).path("Resource").asText())
                .isEqualTo("arn:aws:logs:eu-west-1:123456789012:log-group:group:*");
        assertThat(statements.get(0).path("Action"))
                .extracting(JsonNode::asText)
                .isEqualTo(List.of("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"));
        assertThat(statements.get(1).path("Action").asText()).isEqualTo("logs:DescribeLogGroups");
        assertThat(statements).hasSize(2);
    }

    @Test
    void letLogsTakeTheRoleForLogGroupsOfThisAccountAndRegionOnly() throws IOException {
        JsonNode statement = only(ServicePolicies.trustLogs(IDENTITY).json());

        assertThat(statement.at("/Principal/Service").asText()).isEqualTo("logs.eu-west-1.amazonaws.com");
        assertThat(statement.at("/Condition/StringLike").path("aws:SourceArn").asText())
                .isEqualTo("arn:aws:logs:eu-west-1:123456789012:*");
    }

    @Test
    void letLogsPutOnOneStreamOnly() throws IOException {
        JsonNode statement =
                only(ServicePolicies.putOnStream(IDENTITY, "stream").json());

        assertThat(statement.path("Action").asText()).isEqualTo("kinesis:PutRecord");
        assertThat(statement.path("Resource").asText())
                .isEqualTo("arn:aws:kinesis:eu-west-1:123456789012:stream/stream");
    }

    private static JsonNode only(String policy) throws IOException {
        JsonNode statements = new ObjectMapper().readTree(policy).path("Statement");
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }
}
