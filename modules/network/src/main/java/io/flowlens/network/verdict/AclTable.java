package io.flowlens.network.verdict;

import io.flowlens.network.AclEntry;
import java.util.List;

/**
 * The entries of a network ACL in one direction, in the order AWS asks them: the first that fits decides, and nothing
 * fitting means no (AWS VPC user guide, "Network ACLs").
 */
final class AclTable {

    private static final int WORDS = 6;
    private static final long ALLOW = 1;
    private static final long MAYBE = 2;

    private final long[] v4;
    private final long[] v6;

    AclTable(List<AclEntry> entries) {
        v4 = words(entries, true);
        v6 = words(entries, false);
    }

    Prediction predict(long peerHigh, long peerLow, int protocol, int port) {
        long[] entries = Block.isV4(peerHigh, peerLow) ? v4 : v6;
        boolean mayAllow = false;
        boolean mayDeny = false;
        for (int i = 0; i < entries.length; i += WORDS) {
            if (fits(entries, i, protocol, port) && covers(entries, i, peerHigh, peerLow)) {
                boolean allow = (entries[i + 1] & ALLOW) != 0;
                if ((entries[i + 1] & MAYBE) == 0) {
                    return (allow ? mayDeny : mayAllow)
                            ? Prediction.UNKNOWN
                            : allow ? Prediction.ALLOW : Prediction.DENY;
                }
                mayAllow |= allow;
                mayDeny |= !allow;
            }
        }
        return mayAllow ? Prediction.UNKNOWN : Prediction.DENY;
    }

    private static boolean fits(long[] entries, int at, int protocol, int port) {
        int wanted = (int) (entries[at + 1] >> 32);
        return wanted == -1
                || (wanted == protocol && Protocols.admits((int) entries[at], Protocols.key(protocol, port)));
    }

    private static boolean covers(long[] entries, int at, long high, long low) {
        return (high & entries[at + 4]) == entries[at + 2] && (low & entries[at + 5]) == entries[at + 3];
    }

    private static long[] words(List<AclEntry> entries, boolean v4) {
        List<AclEntry> family = entries.stream()
                .filter(entry -> entry.cidr().network().isV4() == v4)
                .toList();
        long[] words = new long[family.size() * WORDS];
        for (int i = 0; i < family.size(); i++) {
            write(words, i * WORDS, family.get(i));
        }
        return words;
    }

    private static void write(long[] words, int at, AclEntry entry) {
        Block block = Block.of(entry.cidr());
        words[at] = Protocols.keys(entry.traffic());
        words[at + 1] = (long) entry.traffic().protocol() << 32
                | (entry.allow() ? ALLOW : 0)
                | (entry.traffic().asksForIcmpType() ? MAYBE : 0);
        words[at + 2] = block.high();
        words[at + 3] = block.low();
        words[at + 4] = block.highMask();
        words[at + 5] = block.lowMask();
    }
}
