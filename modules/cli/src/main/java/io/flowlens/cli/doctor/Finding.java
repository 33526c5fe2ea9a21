package io.flowlens.cli.doctor;

/**
 * What one check found.
 *
 * @param detail what is so, and what it means
 * @param advice what to do; empty where nothing is
 */
record Finding(String check, Status status, String detail, String advice) {

    enum Status {
        OK,
        WARNING,
        FAILED
    }

    static Finding ok(String check, String detail) {
        return new Finding(check, Status.OK, detail, "");
    }

    static Finding warning(String check, String detail, String advice) {
        return new Finding(check, Status.WARNING, detail, advice);
    }

    static Finding failed(String check, String detail, String advice) {
        return new Finding(check, Status.FAILED, detail, advice);
    }
}
