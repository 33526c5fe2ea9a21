package io.flowlens.sandbox.network;

/**
 * A packet as an interface saw it pass or stop.
 *
 * @param trafficPath AWS's number for the way an egress packet takes, 0 on ingress
 */
record Sighting(Subject at, Direction direction, Decision decision, Packet packet, int trafficPath, long millis) {}
