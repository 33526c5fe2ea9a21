package io.flowlens.whatif;

import io.flowlens.network.verdict.Effect;
import io.flowlens.network.verdict.Ground;
import io.flowlens.topics.End;
import java.util.List;

/**
 * Who would be treated otherwise, going where, by which rule: all such flows together.
 *
 * @param effect newly rejected or newly accepted
 * @param interfaceId the interface that recorded them
 * @param direction {@code ingress} or {@code egress}, as that interface sees it
 * @param source without an address where it stands for strangers on the internet
 * @param destination likewise
 * @param protocol {@code tcp}, {@code icmp}, or a number
 * @param port of the service; null where the protocol has none
 * @param reply whether they are answers of that service
 * @param grounds the rules that make the difference
 * @param strangers how many addresses the internet had in it, and some of them; none where it had no part
 */
public record Affected(
        Effect effect,
        String interfaceId,
        String direction,
        End source,
        End destination,
        String protocol,
        Integer port,
        boolean reply,
        List<Ground> grounds,
        Strangers strangers,
        Tally tally) {

    /**
     * Addresses of the internet.
     *
     * @param addresses how many different ones, counted up to {@link Affected#MOST_STRANGERS}
     * @param named the first few
     */
    public record Strangers(int addresses, List<String> named) {}

    /** Past that many different addresses they are not told apart. */
    public static final int MOST_STRANGERS = 100;

    /** {@code tcp/443}, {@code icmp}. */
    public String service() {
        return (port == null ? protocol : protocol + "/" + port) + (reply ? " reply" : "");
    }

    /** Whether one of the ends is the internet. */
    public boolean isWithStrangers() {
        return strangers.addresses() > 0;
    }
}
