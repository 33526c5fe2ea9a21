package io.flowlens.network.verdict;

/**
 * What blocked a packet, in the words of the VPC Reachability Analyzer where it has one (AWS, "Reachability Analyzer
 * explanation codes").
 */
public enum CauseCode {
    /** The groups of the interface have rules in this direction, and none fits. */
    ENI_SG_RULES_MISMATCH,
    /** The groups of the interface have no rule at all in this direction. */
    SG_HAS_NO_RULES,
    /** An entry of the subnet's network ACL denies. */
    SUBNET_ACL_RESTRICTION,
    /** The record's reject-reason is BPA. */
    VPC_BLOCK_PUBLIC_ACCESS_ENABLED,
    /** The record's reject-reason is EC; the Reachability Analyzer has no word for it. */
    VPC_ENCRYPTION_CONTROLS_ENFORCED
}
