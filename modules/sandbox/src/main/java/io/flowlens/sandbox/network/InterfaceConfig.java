package io.flowlens.sandbox.network;

import java.util.Set;

/**
 * A network interface.
 *
 * @param instanceId the instance it is attached to, or null
 * @param privateAddress its primary private address, the one flow logs show
 * @param publicAddress what the internet gateway translates it to, or null
 */
public record InterfaceConfig(
        String id,
        String subnetId,
        String accountId,
        String instanceId,
        Address privateAddress,
        Address publicAddress,
        Set<String> groupIds) {
    public InterfaceConfig {
        groupIds = Set.copyOf(groupIds);
    }
}
