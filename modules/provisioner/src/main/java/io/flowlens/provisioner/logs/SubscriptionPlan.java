package io.flowlens.provisioner.logs;

import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.cost.Cost;
import java.util.ArrayList;
import java.util.List;

/**
 * What a subscription would change: told before it is done.
 *
 * @param identity whose network it is
 * @param found what is there already
 * @param missing what would be made, in order
 * @param notes what to know beside
 * @param deliveryIsNew whether the flow log is made too, and so paid for because of this
 */
public record SubscriptionPlan(
        AwsIdentity identity, List<String> found, List<String> missing, List<String> notes, boolean deliveryIsNew) {

    public SubscriptionPlan {
        found = List.copyOf(found);
        missing = List.copyOf(missing);
        notes = List.copyOf(notes);
    }

    public boolean isEmpty() {
        return missing.isEmpty();
    }

    /**
     * What it costs while it is there.
     *
     * @param linesPerDay that pass through
     */
    public Cost cost(int shards, double linesPerDay) {
        Cost way = Cost.ofStream(shards).plus(Cost.ofRecords(linesPerDay));
        return deliveryIsNew ? way.plus(Cost.ofDelivery(linesPerDay, LogDelivery.KEPT_DAYS)) : way;
    }

    /** Collects a plan while things are looked up. */
    static final class Builder {

        private final AwsIdentity identity;
        private final List<String> found = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private boolean deliveryIsNew;

        Builder(AwsIdentity identity) {
            this.identity = identity;
        }

        void resource(boolean there, String what) {
            (there ? found : missing).add(what);
        }

        void note(String sentence) {
            notes.add(sentence);
        }

        void deliveryIsNew() {
            deliveryIsNew = true;
        }

        SubscriptionPlan build() {
            return new SubscriptionPlan(identity, found, missing, notes, deliveryIsNew);
        }
    }
}
