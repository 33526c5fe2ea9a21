package io.flowlens.network;

/** A piece of a network as AWS describes it at one moment. Equal content means nothing changed. */
public sealed interface Resource
        permits Instance, NetworkAcl, NetworkInterface, PrefixList, SecurityGroup, Subnet, Vpc {

    /** AWS's id, such as {@code eni-0a1b2c3d}; unique over all kinds of resource. */
    String id();

    /** The value of the tag {@code Name}, or the name AWS keeps; empty when there is none. */
    String name();
}
