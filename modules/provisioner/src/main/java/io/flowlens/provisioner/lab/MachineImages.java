package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import java.util.Comparator;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** The newest Amazon Linux 2023. */
final class MachineImages {

    /** Kept up to date by AWS in every region. */
    private static final String PARAMETER = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    private static final String NAMES = "al2023-ami-2023.*-x86_64";

    private final AwsClients clients;

    MachineImages(AwsClients clients) {
        this.clients = clients;
    }

    String amazonLinux() {
        return AwsCall.unless(
                        "ParameterNotFound",
                        "read parameter " + PARAMETER,
                        () -> clients.ssm().getParameter(get -> get.name(PARAMETER)))
                .map(answer -> answer.parameter().value())
                .orElseGet(this::newestOfAmazon);
    }

    private String newestOfAmazon() {
        return AwsCall.of(
                        "describe Amazon Linux images",
                        () -> clients.ec2()
                                .describeImages(describe -> describe.owners("amazon")
                                        .filters(Filter.builder()
                                                .name("name")
                                                .values(NAMES)
                                                .build())))
                .images()
                .stream()
                .max(Comparator.comparing(Image::creationDate))
                .map(Image::imageId)
                .orElseThrow(() -> new ProvisioningException(
                        Reason.REFUSED, "found no image of Amazon Linux 2023 in this region; try another region"));
    }
}
