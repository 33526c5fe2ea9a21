package io.flowlens.provisioner.lab;

/**
 * A resource that is there now.
 *
 * @param id or ARN
 * @param fresh true when it was made just now, false when it was found
 */
record Made(String id, boolean fresh) {

    static Made now(String id) {
        return new Made(id, true);
    }

    static Made before(String id) {
        return new Made(id, false);
    }

    String sentence(String what) {
        return (fresh ? "created " : "found ") + what;
    }
}
