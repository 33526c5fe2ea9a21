package io.flowlens.provisioner;

/**
 * A resource that is there now.
 *
 * @param id or ARN
 * @param fresh true when it was made just now, false when it was found
 */
public record Made(String id, boolean fresh) {

    public static Made now(String id) {
        return new Made(id, true);
    }

    public static Made before(String id) {
        return new Made(id, false);
    }

    /** {@code created role R}. */
    public String sentence(String what) {
        return (fresh ? "created " : "found ") + what;
    }
}
