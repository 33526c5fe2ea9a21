package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.iam.Iam;
import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.network.Address;
import java.util.ArrayList;
import java.util.List;

/** Reads what RunInstances asks for, whether its network is given directly or as an interface. */
final class LaunchParser {

    private final Vpc vpc;
    private final Subnets subnets;
    private final SecurityGroups groups;
    private final Iam iam;

    LaunchParser(Vpc vpc, Subnets subnets, SecurityGroups groups, Iam iam) {
        this.vpc = vpc;
        this.subnets = subnets;
        this.groups = groups;
        this.iam = iam;
    }

    Instance.Launch launch(Params params) {
        Images.requireKnown(params.required("ImageId"));
        InstanceTypes type =
                params.has("InstanceType") ? InstanceTypes.named(params.text("InstanceType")) : InstanceTypes.DEFAULT;
        Params network = network(params);
        boolean publicly = !network.has("AssociatePublicIpAddress") || network.flag("AssociatePublicIpAddress");
        return new Instance.Launch(
                vpc.region().ids().resource("r"),
                params.text("ClientToken"),
                type,
                profile(params.structure("IamInstanceProfile")),
                params.text("UserData"),
                publicly,
                !"optional".equals(params.structure("MetadataOptions").text("HttpTokens")),
                params.text("KeyName"));
    }

    private Iam.Profile profile(Params profile) {
        boolean named = profile.has("Name");
        String wanted = named ? profile.text("Name") : profile.text("Arn");
        if (wanted == null) {
            return null;
        }
        return iam.profile(wanted)
                .orElseThrow(() -> AwsException.badRequest(
                        "InvalidParameterValue",
                        "Value (%s) for parameter iamInstanceProfile.%s is invalid. Invalid IAM Instance Profile %s"
                                .formatted(wanted, named ? "name" : "arn", named ? "name" : "ARN")));
    }

    private static Params network(Params params) {
        List<Params> interfaces = params.structures("NetworkInterface");
        if (interfaces.size() > 1) {
            throw AwsException.badRequest(
                    "InvalidParameterCombination",
                    "An instance has one network interface here, not " + interfaces.size());
        }
        return interfaces.isEmpty() ? params : interfaces.get(0);
    }

    Subnet subnet(Params params) {
        String id = network(params).text("SubnetId");
        String zone = params.structure("Placement").text("AvailabilityZone");
        return id == null ? subnets.inZone(zone, params) : subnets.named(id);
    }

    List<String> groupIds(Params params) {
        List<String> ids = new ArrayList<>(network(params).texts("SecurityGroupId"));
        ids.forEach(groups::named);
        for (String name : params.texts("SecurityGroup")) {
            ids.add(groups.byName(name).id());
        }
        return ids.isEmpty() ? List.of(groups.theDefault().id()) : ids;
    }

    /** The private address asked for, taken from the subnet; null if none was. */
    Address privateAddress(Params params, Subnet subnet) {
        String text = network(params).text("PrivateIpAddress");
        if (text == null) {
            return null;
        }
        try {
            Address address = Address.parse(text);
            if (subnet.take(address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw params.invalid("PrivateIpAddress", "an address");
        }
        throw AwsException.badRequest("InvalidIPAddress.InUse", "Address " + text + " is in use or not in the subnet.");
    }
}
