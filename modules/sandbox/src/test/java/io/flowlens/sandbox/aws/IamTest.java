package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

class IamTest {

    private static final String MANAGED = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
    private static final String DOCUMENT =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private AwsEndpoint endpoint;
    private IamClient iam;

    @BeforeEach
    void start() {
        endpoint = AwsEndpoint.start(AwsConfig.defaults().withSeed(7));
        iam = new Clients(endpoint).of(IamClient.builder());
    }

    @AfterEach
    void stop() {
        iam.close();
        endpoint.close();
    }

    @Test
    void returnsARoleAsItWasMade() {
        createRole();

        Role role = iam.getRole(get -> get.roleName("lab")).role();

        assertThat(role.arn()).isEqualTo("arn:aws:iam::123456789012:role/lab");
        assertThat(role.roleId()).startsWith("AROA").hasSize(21);
        assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(Trust.of("ec2.amazonaws.com"));
        assertThat(role.tags()).extracting(Tag::value).containsExactly("flowlens");
        assertThat(role.description()).isEqualTo("for <tests> & such");
    }

    @Test
    void tellsWhatARoleMayDoFromItsPoliciesAlone() {
        createRole();
        String arn = iam.getRole(get -> get.roleName("lab")).role().arn();
        iam.putRolePolicy(put -> put.roleName("lab")
                .policyName("one")
                .policyDocument("{\"Statement\":["
                        + "{\"Effect\":\"Allow\",\"Action\":\"ec2:describe*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"ec2:Region\":\"us-east-1\"}}},"
                        + "{\"Effect\":\"Allow\",\"NotAction\":\"ec2:*\",\"Resource\":\"arn:aws:s3:::mine/*\"},"
                        + "{\"Effect\":\"Deny\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"*\"}]}"));
        ;

        assertThat(decision(arn, "ec2:DescribeVpcs", "*", "us-east-1")).isEqualTo("allowed");
        assertThat(decision(arn, "ec2:DescribeVpcs", "*", "eu-west-1")).isEqualTo("implicitDeny");
        assertThat(decision(arn, "ec2:RunInstances", "*", "us-east-1")).isEqualTo("implicitDeny");
        assertThat(decision(arn, "s3:GetObject", "arn:aws:s3:::mine/a", "us-east-1"))
                .isEqualTo("allowed");
        assertThat(decision(arn, "s3:GetObject", "arn:aws:s3:::other/a", "us-east-1"))
                .isEqualTo("implicitDeny");
        assertThat(decision(arn, "s3:DeleteObject", "arn:aws:s3:::mine/a", "us-east-1"))
                .isEqualTo("explicitDeny");
        iam.attachRolePolicy(attach -> attach.roleName("lab").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        assertThat(decision(arn, "ec2:RunInstances", "*", "us-east-1")).isEqualTo("allowed");
        assertThatThrownBy(() -> decision(arn + "x", "ec2:RunInstances", "*", "us-east-1"))
                .isInstanceOf(NoSuchEntityException.class);
    }

    private String decision(String arn, String action, String resource, String region) {
        return iam.simulatePrincipalPolicy(simulate -> simulate.policySourceArn(arn)
                        .actionNames(action)
                        .resourceArns(resource)
                        .contextEntries(ContextEntry.builder()
                                .contextKeyName("ec2:Region")
                                .contextKeyType("string")
                                .contextKeyValues(region)
                                .build()))
                .evaluationResults()
                .get(0)
                .evalDecisionAsString();
    }

    @Test
    void refusesASecondRoleOfTheSameName() {
        createRole();

        assertThatThrownBy(this::createRole)
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("Role with name lab already exists.");
    }

    @Test
    void saysThatARoleIsMissing() {
        assertThatThrownBy(() -> iam.getRole(get -> get.roleName("nobody")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role with name nobody cannot be found.");
    }

    @Test
    void deletesARoleOnlyWhenNothingHangsOnIt() {
        createRole();
        iam.attachRolePolicy(attach -> attach.roleName("lab").policyArn(MANAGED));
        iam.putRolePolicy(put -> put.roleName("lab").policyName("inline").policyDocument(DOCUMENT));
        iam.createInstanceProfile(create -> create.instanceProfileName("lab"));
        iam.addRoleToInstanceProfile(add -> add.instanceProfileName("lab").roleName("lab"));

        assertDeleteConflict();
        iam.removeRoleFromInstanceProfile(
                remove -> remove.instanceProfileName("lab").roleName("lab"));
        assertDeleteConflict();
        iam.detachRolePolicy(detach -> detach.roleName("lab").policyArn(MANAGED));
        assertDeleteConflict();
        iam.deleteRolePolicy(delete -> delete.roleName("lab").policyName("inline"));
        iam.deleteRole(delete -> delete.roleName("lab"));

        assertThat(iam.listRoles().roles()).isEmpty();
    }

    @Test
    void showsTheRoleOfAnInstanceProfile() {
        createRole();
        iam.createInstanceProfile(create -> create.instanceProfileName("lab"));
        iam.addRoleToInstanceProfile(add -> add.instanceProfileName("lab").roleName("lab"));

        assertThat(iam.getInstanceProfile(get -> get.instanceProfileName("lab"))
                        .instanceProfile()
                        .roles())
                .extracting(Role::roleName)
                .containsExactly("lab");
        assertThat(iam.listInstanceProfilesForRole(list -> list.roleName("lab")).instanceProfiles())
                .hasSize(1);
    }

    @Test
    void keepsVersionsOfAPolicy() {
        String arn = iam.createPolicy(create -> create.policyName("p").policyDocument(DOCUMENT))
                .policy()
                .arn();
        iam.createPolicyVersion(
                create -> create.policyArn(arn).policyDocument(DOCUMENT).setAsDefault(true));

        assertThat(iam.getPolicy(get -> get.policyArn(arn)).policy().defaultVersionId())
                .isEqualTo("v2");
        assertThatThrownBy(() -> iam.deletePolicy(delete -> delete.policyArn(arn)))
                .isInstanceOf(DeleteConflictException.class);
        iam.deletePolicyVersion(delete -> delete.policyArn(arn).versionId("v1"));
        iam.deletePolicy(delete -> delete.policyArn(arn));
        assertThat(iam.listPolicies().policies()).isEmpty();
    }

    @Test
    void refusesADocumentThatIsNotAPolicy() {
        assertThatThrownBy(() -> iam.createRole(create -> create.roleName("r").assumeRolePolicyDocument("{")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
    }

    @Test
    void pagesThroughRoles() {
        for (int i = 0; i < 5; i++) {
            String name = "role-" + i;
            iam.createRole(create -> create.roleName(name).assumeRolePolicyDocument(Trust.of("ec2.amazonaws.com")));
        }

        assertThat(iam.listRolesPaginator(list -> list.maxItems(2)).roles().stream()
                        .map(Role::roleName))
                .containsExactly("role-0", "role-1", "role-2", "role-3", "role-4");
    }

    private void createRole() {
        iam.createRole(create -> create.roleName("lab")
                .assumeRolePolicyDocument(Trust.of("ec2.amazonaws.com"))
                .description("for <tests> & such")
                .tags(Tag.builder().key("project").value("flowlens").build()));
    }

    private void assertDeleteConflict() {
        assertThatThrownBy(() -> iam.deleteRole(delete -> delete.roleName("lab")))
                .isInstanceOf(DeleteConflictException.class);
    }
}
