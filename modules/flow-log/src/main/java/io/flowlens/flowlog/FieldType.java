package io.flowlens.flowlog;

/** What the text of a field may be, and so what the parser checks. Any field may be {@code -} instead: no value. */
public enum FieldType {
    /** Anything without blanks and control characters, as AWS wrote it. */
    TEXT(0),
    /** A whole number from 0 to 2,147,483,647: a version, a bit mask or a code. */
    INT(Integer.MAX_VALUE),
    /** A counter from 0 to 9,223,372,036,854,775,807. */
    LONG(Long.MAX_VALUE),
    /** A port, 0 to 65535; 0 where the protocol has none. */
    PORT(65_535),
    /** An IANA protocol number, 0 to 255. */
    PROTOCOL(255),
    /** Unix seconds in at most 10 digits; 13 digits are milliseconds and become seconds. */
    TIME(9_999_999_999L),
    /** An IPv4 or IPv6 address, never a name. */
    ADDRESS(0),
    /** {@code ACCEPT} or {@code REJECT}. */
    ACTION(0),
    /** {@code OK}, {@code NODATA} or {@code SKIPDATA}. */
    LOG_STATUS(0),
    /** {@code ingress} or {@code egress}. */
    FLOW_DIRECTION(0);

    private final long limit;

    FieldType(long limit) {
        this.limit = limit;
    }

    /** Whether {@link FlowRecord#number(Field)} answers for fields of this type. */
    public boolean isNumber() {
        return limit > 0;
    }

    /** The greatest value of a number of this type. */
    long limit() {
        return limit;
    }
}
