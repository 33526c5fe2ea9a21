package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.network.Address;
import io.flowlens.sandbox.network.Cidr;
import java.math.BigInteger;

/** Reads CIDR blocks the way EC2 does: the host bits of a block are dropped. */
final class Blocks {

    private Blocks() {}

    static Cidr parse(String text) {
        try {
            Cidr cidr = Cidr.parse(text);
            int hostBits = cidr.network().bits() - cidr.prefixLength();
            BigInteger network = cidr.network().value().shiftRight(hostBits).shiftLeft(hostBits);
            return new Cidr(new Address(network, cidr.network().bits()), cidr.prefixLength());
        } catch (IllegalArgumentException e) {
            throw AwsException.badRequest("InvalidParameterValue", "CIDR block " + text + " is malformed");
        }
    }
}
