package io.flowlens.sandbox.aws.region;

/** Knows which services may act in a role. */
@FunctionalInterface
public interface RoleTrust {

    /** Whether this role exists and its trust policy lets a service such as {@code logs.amazonaws.com} assume it. */
    boolean trusts(String roleArn, String service);
}
