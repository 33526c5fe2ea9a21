package io.flowlens.network.verdict;

/**
 * What a rule's reference to a group or prefix list stood for.
 *
 * @param complete false when the inventory does not hold it, so that other addresses may belong to it too
 */
record Reference(AddressRanges addresses, boolean complete) {

    static final Reference UNKNOWN = new Reference(AddressRanges.NONE, false);

    Prediction covers(long high, long low) {
        if (addresses.contains(high, low)) {
            return Prediction.ALLOW;
        }
        return complete ? Prediction.DENY : Prediction.UNKNOWN;
    }
}
