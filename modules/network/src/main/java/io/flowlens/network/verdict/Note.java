package io.flowlens.network.verdict;

import static java.util.Objects.requireNonNull;

/** Something a reader of a verdict has to know: what it rests on, or what else it may have been. */
public record Note(Kind kind, String text) {

    /** A closed set, fit for a metric tag. */
    public enum Kind {
        /** Candidate: the packet came after its connection was closed. */
        LATE_PACKET,
        /** Candidate: the connection had been idle so long that groups no longer tracked it. */
        TRACKING_EXPIRED,
        /** The rules changed between start and end of the record. */
        RULES_CHANGED_IN_WINDOW,
        /** The rules changed so shortly before or after that the packet may have met either state. */
        RULES_CHANGED_NEAR_WINDOW,
        /** Candidate: only a rule that names a group allows it, and those do not hold behind a middlebox. */
        GROUP_REFERENCE_NOT_PRESERVED,
        /** Candidate: the rules changed and the inventory has not seen it. */
        INVENTORY_STALE,
        /** The flow was judged before the inventory had been read up to its end: what changed shortly before may be missing. */
        INVENTORY_BEHIND,
        /** The flow is older than the inventory. */
        INVENTORY_GAP,
        /** The flow is a little older than the first sighting; the first state was assumed. */
        FIRST_STATE_ASSUMED,
        /** A rule asks for an ICMP type, which flow logs do not record. */
        ICMP_TYPE_NOT_RECORDED,
        /** A rule points at a prefix list that is not in the inventory. */
        UNKNOWN_PREFIX_LIST,
        /** A rule points at, or the interface carries, a group that is not in the inventory. */
        UNKNOWN_GROUP,
        /** The subnet or its network ACL is not in the inventory. */
        UNKNOWN_ACL,
        /** Neither the record nor the addresses say which way the packet went. */
        UNKNOWN_DIRECTION,
        /** The record carries no addresses, ports or protocol to judge by. */
        RECORD_INCOMPLETE,
        /** The record carries no time: it was judged by the newest state. */
        UNKNOWN_TIME,
        /** The packet answers a request that was let through: groups let replies pass, network ACLs do not. */
        REPLY,
        /** The packet may answer a request that was not seen: the groups would have let it through. */
        POSSIBLE_REPLY,
        /** A SYN-ACK for which no request was seen: backscatter, or a reply after tracking expired. */
        UNSOLICITED_SYN_ACK,
        /** An earlier rule let the connection start, and tracked connections outlive the rule. */
        TRACKED_SINCE_EARLIER_RULE,
        /** The other end would block the packet too. */
        OTHER_END_BLOCKS_TOO
    }

    static final Note BEHIND = new Note(
            Kind.INVENTORY_BEHIND,
            "judged before the inventory was read up to its end: a change just before may be missing");

    public Note {
        requireNonNull(kind, "kind");
        requireNonNull(text, "text");
    }
}
