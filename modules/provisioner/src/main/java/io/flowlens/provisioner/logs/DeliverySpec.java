package io.flowlens.provisioner.logs;

import software.amazon.awssdk.services.ec2.model.TrafficType;

/**
 * A flow log as it is wanted, the log group it writes to, and the role it writes with.
 *
 * @param flowLog its Name tag
 * @param role name of the role
 * @param format LogFormat; empty means AWS's default
 */
public record DeliverySpec(String logGroup, String flowLog, String role, TrafficType traffic, String format) {}
