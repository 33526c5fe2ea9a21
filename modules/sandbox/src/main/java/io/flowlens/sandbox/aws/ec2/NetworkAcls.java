package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Network ACLs, their entries, and which subnet has which. */
final class NetworkAcls {

    private static final Listing LISTING = new Listing(
            ResourceType.NETWORK_ACL,
            "networkAclSet",
            Filters.of(
                    "network-acl-id", "networkAclId",
                    "vpc-id", "vpcId",
                    "default", "default",
                    "owner-id", "ownerId",
                    "association.association-id", "associationSet.networkAclAssociationId",
                    "association.network-acl-id", "associationSet.networkAclId",
                    "association.subnet-id", "associationSet.subnetId",
                    "entry.cidr", "entrySet.cidrBlock",
                    "entry.egress", "entrySet.egress",
                    "entry.protocol", "entrySet.protocol",
                    "entry.rule-action", "entrySet.ruleAction",
                    "entry.rule-number", "entrySet.ruleNumber"));
    private static final int MAX_RULES = 40;

    private final Vpc vpc;
    private final Map<String, NetworkAcl> byId = new LinkedHashMap<>();
    private Subnets subnets;

    NetworkAcls(Vpc vpc) {
        this.vpc = vpc;
    }

    void register(Service service, Subnets allSubnets) {
        subnets = allSubnets;
        service.on("DescribeNetworkAcls", DryRun.of(params -> LISTING.answer(describeAll(), params)))
                .on("CreateNetworkAcl", DryRun.of(this::create))
                .on("DeleteNetworkAcl", DryRun.of(this::delete))
                .on("CreateNetworkAclEntry", DryRun.of(this::createEntry))
                .on("ReplaceNetworkAclEntry", DryRun.of(this::replaceEntry))
                .on("DeleteNetworkAclEntry", DryRun.of(this::deleteEntry))
                .on("ReplaceNetworkAclAssociation", DryRun.of(this::replaceAssociation));
    }

    NetworkAcl add(boolean isDefault) {
        NetworkAcl acl = new NetworkAcl(vpc.newId(ResourceType.NETWORK_ACL), isDefault);
        byId.put(acl.id(), acl);
        vpc.network().put(acl.config());
        return acl;
    }

    private NetworkAcl named(Params params) {
        String id = params.required("NetworkAclId");
        NetworkAcl acl = byId.get(id);
        if (acl == null) {
            throw ResourceType.NETWORK_ACL.missing(id);
        }
        return acl;
    }

    private Tree create(Params params) {
        if (!params.required("VpcId").equals(vpc.id())) {
            throw ResourceType.VPC.missing(params.text("VpcId"));
        }
        NetworkAcl acl = add(false);
        vpc.tags().tag(acl.id(), params);
        return Tree.of("networkAcl", describe(acl), "clientToken", params.text("ClientToken"));
    }

    private Tree delete(Params params) {
        NetworkAcl acl = named(params);
        if (acl.isDefault()) {
            throw AwsException.badRequest("InvalidParameterValue", "cannot delete default network ACL " + acl.id());
        }
        if (subnets.all().stream().anyMatch(subnet -> subnet.aclId().equals(acl.id()))) {
            throw AwsException.badRequest(
                    "DependencyViolation", "The networkAcl '" + acl.id() + "' has dependencies and cannot be deleted.");
        }
        byId.remove(acl.id());
        vpc.network().remove(acl.id());
        vpc.tags().forget(acl.id());
        return Tree.of("return", true);
    }

    private Tree createEntry(Params params) {
        NetworkAcl acl = named(params);
        AclRule rule = AclRule.of(params);
        if (acl.find(rule.number(), rule.egress()).isPresent()) {
            throw AwsException.badRequest(
                    "NetworkAclEntryAlreadyExists",
                    "The network acl entry identified by " + rule.number() + " already exists.");
        }
        if (acl.rules().size() >= MAX_RULES + 2) {
            throw AwsException.badRequest(
                    "NetworkAclEntryLimitExceeded", "The maximum number of network acl entries has been reached.");
        }
        acl.add(rule);
        return changed(acl);
    }

    private Tree replaceEntry(Params params) {
        NetworkAcl acl = named(params);
        AclRule rule = AclRule.of(params);
        acl.remove(existing(acl, rule.number(), rule.egress()));
        acl.add(rule);
        return changed(acl);
    }

    private Tree deleteEntry(Params params) {
        NetworkAcl acl = named(params);
        params.required("RuleNumber");
        AclRule rule = existing(acl, params.number("RuleNumber", 0, 1, 32_767), params.flag("Egress"));
        if (rule.isDefault()) {
            throw params.invalid("RuleNumber", "that of an entry that can be deleted");
        }
        acl.remove(rule);
        return changed(acl);
    }

    private static AclRule existing(NetworkAcl acl, int number, boolean egress) {
        return acl.find(number, egress)
                .orElseThrow(() -> AwsException.badRequest(
                        "InvalidNetworkAclEntry.NotFound",
                        "The network acl entry identified by " + number + " does not exist."));
    }

    private Tree changed(NetworkAcl acl) {
        vpc.network().put(acl.config());
        return Tree.of("return", true);
    }

    private Tree replaceAssociation(Params params) {
        NetworkAcl acl = named(params);
        String id = params.required("AssociationId");
        Subnet subnet = subnets.all().stream()
                .filter(each -> each.aclAssociationId().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsException.badRequest(
                        "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist"));
        return Tree.of("newAssociationId", subnets.associate(subnet, acl.id()));
    }

    private List<Tree> describeAll() {
        return byId.values().stream().map(this::describe).toList();
    }

    private Tree describe(NetworkAcl acl) {
        List<Tree> associations = subnets.all().stream()
                .filter(subnet -> subnet.aclId().equals(acl.id()))
                .map(NetworkAcls::association)
                .toList();
        return Tree.of(
                "networkAclId", acl.id(),
                "vpcId", vpc.id(),
                "ownerId", vpc.accountId(),
                "default", acl.isDefault(),
                "entrySet", acl.rules().stream().map(AclRule::describe).toList(),
                "associationSet", associations,
                "tagSet", vpc.tags().of(acl.id()));
    }

    private static Tree association(Subnet subnet) {
        return Tree.of(
                "networkAclAssociationId", subnet.aclAssociationId(),
                "networkAclId", subnet.aclId(),
                "subnetId", subnet.id());
    }
}
