package io.flowlens.recording.anonymous;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces addresses one to one so that two share as many leading bits as before: a subnet stays a subnet. This is Crypto-PAn
 * (Xu, Fan, Ammar, Moon: "Prefix-preserving IP address anonymization", 2002): each bit is flipped or not by what AES says of
 * the bits before it.
 *
 * <p>What an address means stays, too. Link-local, loopback, multicast and reserved addresses are left alone; private ones
 * stay in their range, and no other address gets into it: the bits that lead to such a range are never flipped.
 */
final class AddressMap {

    private static final List<Cidr> LEFT_ALONE =
            cidrs("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/8", "fe80::/10", "ff00::/8");
    private static final List<Cidr> STAY =
            cidrs("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "2000::/3");

    private static final int MAX_KNOWN = 1 << 16;
    private static final int BLOCK = 16;
    private static final int V4_OFFSET = 96;

    private final Cipher aes;
    private final byte[] pad;
    private final Map<IpAddress, IpAddress> known = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, IpAddress> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    /** @param key 32 bytes: half of it the key, half of it what stands for the bits that come later */
    AddressMap(byte[] key) {
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, BLOCK, "AES"));
            pad = aes.doFinal(key, BLOCK, BLOCK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows AES", e);
        }
    }

    IpAddress of(IpAddress address) {
        return known.computeIfAbsent(address, this::compute);
    }

    Cidr of(Cidr cidr) {
        return new Cidr(of(cidr.network()), cidr.prefixLength());
    }

    private IpAddress compute(IpAddress address) {
        int first = address.isV4() ? V4_OFFSET : 0;
        byte[] flips = encrypted(address, first);
        long high = address.high();
        long low = address.low();
        for (int bit = first; bit < 128; bit++) {
            boolean flip = flips[(bit - first) * BLOCK] < 0 && !isFrozen(address, bit);
            if (flip && bit < 64) {
                high ^= 1L << 63 - bit;
            } else if (flip) {
                low ^= 1L << 127 - bit;
            }
        }
        return new IpAddress(high, low);
    }

    /** A block for each bit: the bits before it, and then the pad. */
    private byte[] encrypted(IpAddress address, int first) {
        byte[] blocks = new byte[(128 - first) * BLOCK];
        for (int bit = first; bit < 128; bit++) {
            int length = bit - first;
            int at = length * BLOCK;
            System.arraycopy(pad, 0, blocks, at, BLOCK);
            for (int i = 0; i < length; i++) {
                int mask = 0x80 >> (i & 7);
                int set = bit(address, first + i) ? mask : 0;
                blocks[at + i / 8] = (byte) (blocks[at + i / 8] & ~mask | set);
            }
        }
        try {
            return aes.doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks can always be encrypted", e);
        }
    }

    /** Whether the bits before this one lead to a range that must stay where it is, or are in one that is left alone. */
    private static boolean isFrozen(IpAddress address, int bit) {
        return LEFT_ALONE.stream().anyMatch(range -> leadsTo(address, bit, range, 128))
                || STAY.stream().anyMatch(range -> leadsTo(address, bit, range, length(range)));
    }

    private static boolean leadsTo(IpAddress address, int bit, Cidr range, int end) {
        return bit < end
                && address.isV4() == range.network().isV4()
                && commonBits(address, range.network()) >= Math.min(bit, length(range));
    }

    /** Of all 128 bits. */
    private static int length(Cidr range) {
        return range.network().isV4() ? V4_OFFSET + range.prefixLength() : range.prefixLength();
    }

    static int commonBits(IpAddress one, IpAddress other) {
        int upper = Long.numberOfLeadingZeros(one.high() ^ other.high());
        return upper < 64 ? upper : 64 + Long.numberOfLeadingZeros(one.low() ^ other.low());
    }

    private static boolean bit(IpAddress address, int index) {
        return (index < 64 ? address.high() >>> 63 - index : address.low() >>> 127 - index) << 63 != 0;
    }

    private static List<Cidr> cidrs(String... texts) {
        return Arrays.stream(texts).map(Cidr::parse).toList();
    }
}
