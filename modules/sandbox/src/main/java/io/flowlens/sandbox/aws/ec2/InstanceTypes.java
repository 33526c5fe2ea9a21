package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.Arrays;
import java.util.List;

/** Some small instance types, all of the Nitro kind. */
enum InstanceTypes {
    T3_NANO("t3.nano", "x86_64", 2, 512),
    T3_MICRO("t3.micro", "x86_64", 2, 1024),
    T3_SMALL("t3.small", "x86_64", 2, 2048),
    T3_MEDIUM("t3.medium", "x86_64", 2, 4096),
    T3A_MICRO("t3a.micro", "x86_64", 2, 1024),
    M5_LARGE("m5.large", "x86_64", 2, 8192),
    M7I_LARGE("m7i.large", "x86_64", 2, 8192),
    C7I_LARGE("c7i.large", "x86_64", 2, 4096);

    static final InstanceTypes DEFAULT = T3_MICRO;

    private static final Filters FILTERS = Filters.of(
            "instance-type", "instanceType",
            "current-generation", "currentGeneration",
            "free-tier-eligible", "freeTierEligible",
            "processor-info.supported-architecture", "processorInfo.supportedArchitectures",
            "vcpu-info.default-vcpus", "vCpuInfo.defaultVCpus");

    private final String type;
    private final String architecture;
    private final int cpus;
    private final int mebibytes;

    InstanceTypes(String type, String architecture, int cpus, int mebibytes) {
        this.type = type;
        this.architecture = architecture;
        this.cpus = cpus;
        this.mebibytes = mebibytes;
    }

    static void register(Service service) {
        service.on("DescribeInstanceTypes", DryRun.of(InstanceTypes::describe));
    }

    static InstanceTypes named(String type) {
        return Arrays.stream(values())
                .filter(each -> each.type.equals(type))
                .findFirst()
                .orElseThrow(() -> AwsException.badRequest(
                        "InvalidInstanceType", "The following supplied instance types do not exist: [" + type + "]"));
    }

    String type() {
        return type;
    }

    boolean isBurstable() {
        return type.startsWith("t");
    }

    private static Tree describe(Params params) {
        List<String> wanted = params.texts("InstanceType");
        wanted.forEach(InstanceTypes::named);
        List<Tree> all = Arrays.stream(values())
                .filter(each -> wanted.isEmpty() || wanted.contains(each.type))
                .map(InstanceTypes::describe)
                .toList();
        return Listing.page("instanceTypeSet", FILTERS.apply(all, params), params);
    }

    private Tree describe() {
        return Tree.of(
                "instanceType", type,
                "currentGeneration", true,
                "freeTierEligible", this == T3_MICRO,
                "supportedUsageClasses", List.of("on-demand"),
                "supportedRootDeviceTypes", List.of("ebs"),
                "supportedVirtualizationTypes", List.of("hvm"),
                "bareMetal", false,
                "hypervisor", "nitro",
                "processorInfo", Tree.of("supportedArchitectures", List.of(architecture)),
                "vCpuInfo", Tree.of("defaultVCpus", cpus, "defaultCores", cpus / 2, "defaultThreadsPerCore", 2),
                "memoryInfo", Tree.of("sizeInMiB", mebibytes),
                "instanceStorageSupported", false,
                "networkInfo",
                        Tree.of(
                                "networkPerformance",
                                "Up to 5 Gigabit",
                                "maximumNetworkInterfaces",
                                2,
                                "enaSupport",
                                "required"),
                "burstablePerformanceSupported", isBurstable());
    }
}
