package io.flowlens.console.view;

import java.util.List;

/**
 * One thing that a packet meets on its way.
 *
 * @param place what it is: {@code source-group}, {@code source-acl}, {@code vpc}, {@code destination-acl},
 *     {@code destination-group}
 * @param components ids of the groups or the ACL, with their names in brackets; none where they are not known
 * @param text why it stopped the packet; null where it did not
 * @param nearestMiss the rule that came nearest; null where none did
 */
public record PathStep(String place, List<String> components, Status status, String text, String nearestMiss) {

    /** What became of the packet there. */
    public enum Status {
        /** It came further, or the rules let it. */
        PASSED,
        /** Stopped here. */
        STOPPED,
        /** It never came here; the rules would stop it too. */
        WOULD_STOP,
        /** It never came here; the rules would let it through. */
        WOULD_PASS,
        /** It never came here, and nobody asked the rules. */
        NOT_REACHED,
        /** Within one subnet no ACL is asked. */
        NOT_ASKED,
        /** Not a machine of this network, so nothing is known. */
        OUTSIDE,
        /** The record does not tell. */
        UNDECIDED;

        @com.fasterxml.jackson.annotation.JsonValue
        public String text() {
            return io.flowlens.service.Label.word(this);
        }
    }
}
