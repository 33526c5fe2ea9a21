package io.flowlens.network;

/** A line of a security group or a network ACL. */
public sealed interface Rule permits AclEntry, SecurityGroupRule {

    Traffic traffic();

    /** What the rule does, in words that need no table beside them. */
    String describe();
}
