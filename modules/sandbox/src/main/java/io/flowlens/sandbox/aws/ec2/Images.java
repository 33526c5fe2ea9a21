package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.List;

/** The one image there is: Amazon Linux 2023. */
final class Images {

    /** The id of the image, the same for ever. */
    static final String AMAZON_LINUX = "ami-0f1a2b3c4d5e6f708";

    static final String ROOT_DEVICE = "/dev/xvda";
    static final int ROOT_GIBIBYTES = 8;

    private static final Listing LISTING = new Listing(
            ResourceType.IMAGE,
            "imagesSet",
            Filters.of(
                    "image-id", "imageId",
                    "name", "name",
                    "architecture", "architecture",
                    "owner-alias", "imageOwnerAlias",
                    "owner-id", "imageOwnerId",
                    "state", "imageState",
                    "root-device-type", "rootDeviceType",
                    "virtualization-type", "virtualizationType",
                    "image-type", "imageType",
                    "is-public", "isPublic"));

    private Images() {}

    static void register(Service service) {
        service.on("DescribeImages", DryRun.of(params -> LISTING.answer(List.of(describe()), params)));
    }

    static void requireKnown(String id) {
        if (!AMAZON_LINUX.equals(id)) {
            throw ResourceType.IMAGE.missing(id);
        }
    }

    private static Tree describe() {
        Tree root = Tree.of(
                "deviceName",
                ROOT_DEVICE,
                "ebs",
                Tree.of(
                        "snapshotId",
                        "snap-0f1a2b3c4d5e6f708",
                        "volumeSize",
                        ROOT_GIBIBYTES,
                        "volumeType",
                        "gp3",
                        "deleteOnTermination",
                        true,
                        "encrypted",
                        false));
        return Tree.of(
                        "imageId", AMAZON_LINUX,
                        "name", "al2023-ami-2023.9.20260101.0-kernel-6.1-x86_64",
                        "imageLocation", "amazon/al2023-ami-2023.9.20260101.0-kernel-6.1-x86_64",
                        "description", "Amazon Linux 2023 AMI",
                        "imageState", "available",
                        "imageOwnerId", "137112412989",
                        "imageOwnerAlias", "amazon",
                        "creationDate", "2026-01-01T00:00:00.000Z",
                        "isPublic", true)
                .and(
                        "architecture", "x86_64",
                        "imageType", "machine",
                        "platformDetails", "Linux/UNIX",
                        "usageOperation", "RunInstances",
                        "rootDeviceName", ROOT_DEVICE,
                        "rootDeviceType", "ebs",
                        "virtualizationType", "hvm",
                        "hypervisor", "xen",
                        "enaSupport", true,
                        "bootMode", "uefi-preferred",
                        "imdsSupport", "v2.0",
                        "blockDeviceMapping", List.of(root));
    }
}
