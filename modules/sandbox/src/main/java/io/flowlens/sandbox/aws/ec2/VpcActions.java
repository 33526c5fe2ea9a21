package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.List;

/** The default VPC with its internet gateway and its main route table; there is no other. */
final class VpcActions {

    private static final Listing VPCS = new Listing(
            ResourceType.VPC,
            "vpcSet",
            Filters.of(
                    "vpc-id", "vpcId",
                    "cidr", "cidrBlock",
                    "cidr-block-association.cidr-block", "cidrBlockAssociationSet.cidrBlock",
                    "is-default", "isDefault",
                    "isDefault", "isDefault",
                    "owner-id", "ownerId",
                    "state", "state"));
    private static final Listing GATEWAYS = new Listing(
            ResourceType.INTERNET_GATEWAY,
            "internetGatewaySet",
            Filters.of(
                    "internet-gateway-id", "internetGatewayId",
                    "attachment.vpc-id", "attachmentSet.vpcId",
                    "attachment.state", "attachmentSet.state",
                    "owner-id", "ownerId"));
    private static final Listing ROUTE_TABLES = new Listing(
            ResourceType.ROUTE_TABLE,
            "routeTableSet",
            Filters.of(
                    "route-table-id", "routeTableId",
                    "vpc-id", "vpcId",
                    "association.main", "associationSet.main",
                    "association.subnet-id", "associationSet.subnetId",
                    "association.route-table-association-id", "associationSet.routeTableAssociationId",
                    "route.gateway-id", "routeSet.gatewayId",
                    "route.destination-cidr-block", "routeSet.destinationCidrBlock",
                    "owner-id", "ownerId"));

    private final Vpc vpc;
    private final String gatewayId;
    private final String routeTableId;
    private final String mainAssociationId;
    private final String cidrAssociationId;
    private final String dhcpOptionsId;

    VpcActions(Vpc vpc) {
        this.vpc = vpc;
        gatewayId = vpc.newId(ResourceType.INTERNET_GATEWAY);
        routeTableId = vpc.newId(ResourceType.ROUTE_TABLE);
        mainAssociationId = vpc.region().ids().resource("rtbassoc");
        cidrAssociationId = vpc.region().ids().resource("vpc-cidr-assoc");
        dhcpOptionsId = vpc.region().ids().resource("dopt");
    }

    void register(Service service) {
        service.on("DescribeVpcs", DryRun.of(params -> VPCS.answer(List.of(describe()), params)))
                .on("DescribeVpcAttribute", DryRun.of(this::attribute))
                .on("DescribeInternetGateways", DryRun.of(params -> GATEWAYS.answer(List.of(gateway()), params)))
                .on("DescribeRouteTables", DryRun.of(params -> ROUTE_TABLES.answer(List.of(routeTable()), params)));
    }

    private Tree describe() {
        Tree association = Tree.of(
                "associationId",
                cidrAssociationId,
                "cidrBlock",
                Vpc.CIDR,
                "cidrBlockState",
                Tree.of("state", "associated"));
        return Tree.of(
                "vpcId",
                vpc.id(),
                "ownerId",
                vpc.accountId(),
                "state",
                "available",
                "cidrBlock",
                Vpc.CIDR,
                "cidrBlockAssociationSet",
                List.of(association),
                "dhcpOptionsId",
                dhcpOptionsId,
                "instanceTenancy",
                "default",
                "isDefault",
                true,
                "tagSet",
                vpc.tags().of(vpc.id()));
    }

    private Tree attribute(Params params) {
        if (!params.required("VpcId").equals(vpc.id())) {
            throw ResourceType.VPC.missing(params.text("VpcId"));
        }
        String attribute = params.required("Attribute");
        boolean value = switch (attribute) {
            case "enableDnsSupport", "enableDnsHostnames" -> true;
            case "enableNetworkAddressUsageMetrics" -> false;
            default -> throw params.invalid("Attribute", "an attribute of VPCs");
        };
        return Tree.of("vpcId", vpc.id(), attribute, Tree.of("value", value));
    }

    private Tree gateway() {
        return Tree.of(
                "internetGatewayId", gatewayId,
                "ownerId", vpc.accountId(),
                "attachmentSet", List.of(Tree.of("vpcId", vpc.id(), "state", "available")),
                "tagSet", vpc.tags().of(gatewayId));
    }

    private Tree routeTable() {
        Tree local = Tree.of("destinationCidrBlock", Vpc.CIDR, "gatewayId", "local", "state", "active");
        Tree internet = Tree.of("destinationCidrBlock", "0.0.0.0/0", "gatewayId", gatewayId, "state", "active");
        Tree main = Tree.of(
                "routeTableAssociationId",
                mainAssociationId,
                "routeTableId",
                routeTableId,
                "main",
                true,
                "associationState",
                Tree.of("state", "associated"));
        return Tree.of(
                "routeTableId", routeTableId,
                "vpcId", vpc.id(),
                "ownerId", vpc.accountId(),
                "routeSet", List.of(local.and("origin", "CreateRouteTable"), internet.and("origin", "CreateRoute")),
                "associationSet", List.of(main),
                "propagatingVgwSet", List.of(),
                "tagSet", vpc.tags().of(routeTableId));
    }
}
