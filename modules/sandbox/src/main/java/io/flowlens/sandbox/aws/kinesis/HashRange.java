package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The hash keys a shard takes, both ends included; all shards together cover 128 bits. */
record HashRange(BigInteger start, BigInteger end) {

    static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

    /** The whole key space in equal parts. */
    static List<HashRange> inParts(int count) {
        List<HashRange> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(new HashRange(bound(i, count), bound(i + 1, count).subtract(BigInteger.ONE)));
        }
        return parts;
    }

    private static BigInteger bound(int part, int count) {
        return KEYS.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(count));
    }

    /** Where a partition key belongs: its MD5 as a number. */
    static BigInteger hashOf(String partitionKey) {
        try {
            byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
            return new BigInteger(1, MessageDigest.getInstance("MD5").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5, which Kinesis hashes partition keys with.", e);
        }
    }

    boolean contains(BigInteger hash) {
        return start.compareTo(hash) <= 0 && hash.compareTo(end) <= 0;
    }

    boolean touches(HashRange other) {
        return end.add(BigInteger.ONE).equals(other.start)
                || other.end.add(BigInteger.ONE).equals(start);
    }

    HashRange joined(HashRange neighbour) {
        return new HashRange(start.min(neighbour.start), end.max(neighbour.end));
    }

    BigInteger width() {
        return end.subtract(start);
    }

    BigInteger middle() {
        return start.add(end).add(BigInteger.ONE).shiftRight(1);
    }

    Tree describe() {
        return Tree.of("StartingHashKey", start.toString(), "EndingHashKey", end.toString());
    }
}
