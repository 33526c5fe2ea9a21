/**
 * An AWS VPC network on one machine, in real time and without a socket: {@link VpcNetwork} takes the configuration,
 * sends packets from interface to interface, decides about each by security groups and network ACLs, and writes flow
 * logs of what it decided.
 *
 * <p>A packet goes {@code PacketFilter} of the sender's interface, {@code Router}, {@code PacketFilter} of the
 * receiver's interface, {@code Host}; the answer goes the same way back. What an interface saw is a {@code Sighting};
 * {@code FlowLogs} adds those up in windows, and {@code Deliveries} hands the records to a {@link FlowLogSink}.
 *
 * <p>Not there: NAT and transit gateways, peering, endpoints, secondary and IPv6 addresses of interfaces, route tables
 * (a subnet reaches its VPC and, from a public address, the internet), Amazon's own resolver and metadata addresses,
 * fragments and ICMP errors.
 */
package io.flowlens.sandbox.network;
