package io.flowlens.sandbox.aws.protocol;

import java.util.LinkedHashMap;

/**
 * A structure of a response, members in order under their wire names. Values are strings, numbers, booleans, instants,
 * byte arrays, further trees and lists; each protocol renders them its own way.
 */
public final class Tree extends LinkedHashMap<String, Object> {

    /** A tree of names and values in turn; a member without a value (null) is left out, as AWS does. */
    public static Tree of(Object... namesAndValues) {
        return new Tree().and(namesAndValues);
    }

    /** Adds members; null values are left out. */
    public Tree and(Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return this;
    }
}
