package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of a flow log and their order. Immutable.
 *
 * <p>AWS fixes the format when the flow log is created. A line does not carry it: its {@code version} is only the highest
 * version among the fields. So a format comes from the flow log's {@code LogFormat}, from the header of an S3 object or from a
 * setting; {@link FormatGuess} is the last resort.
 */
public final class Format {

    /** The 14 fields of version 2, which AWS writes unless told otherwise. */
    public static final Format DEFAULT = upTo(2);

    /** The default format of transit gateway flow logs. */
    public static final Format TRANSIT_GATEWAY = of("""
            version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id \
            tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id \
            tgw-dst-az-id tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end \
            log-status type packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded \
            packets-lost-ttl-expired tcp-flags region flow-direction pkt-src-aws-service pkt-dst-aws-service""");

    private static final int MAX_COLUMNS = 256;

    private final List<String> columns;
    private final int[] columnOfField = new int[Field.values().length];

    private Format(List<String> columns) {
        if (columns.isEmpty() || columns.size() > MAX_COLUMNS) {
            throw new IllegalArgumentException(
                    "a log format has 1 to %d fields, not %d".formatted(MAX_COLUMNS, columns.size()));
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new IllegalArgumentException("a log format names each field once: " + String.join(" ", columns));
        }
        this.columns = List.copyOf(columns);
        Arrays.fill(columnOfField, columns.size());
        for (int column = 0; column < columns.size(); column++) {
            int index = column;
            Field.named(columns.get(column)).ifPresent(field -> columnOfField[field.ordinal()] = index);
        }
    }

    /** All VPC fields of version 2 up to this one, in the order of AWS's table. */
    public static Format upTo(int version) {
        return new Format(Stream.of(Field.values())
                .filter(field -> field.version() <= version && field.version() != 6)
                .map(Field::awsName)
                .toList());
    }

    /**
     * Reads {@code ${version} ${account-id} ...}, as the EC2 API has it, or {@code version account-id ...}, as the header of an
     * S3 object has it. Names AWS may add later are kept as text columns.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Format of(String logFormat) {
        return new Format(
                Arrays.stream(logFormat.strip().split(" +")).map(Format::nameIn).toList());
    }

    /** The format this line is the header of; empty if it is no header, that is, if most of it are not names of fields. */
    public static Optional<Format> ofHeader(CharSequence line) {
        byte[] text = line.toString().strip().getBytes(StandardCharsets.UTF_8);
        return Header.read(text, 0, text.length);
    }

    private static String nameIn(String token) {
        String name = token.startsWith("${") && token.endsWith("}") ? token.substring(2, token.length() - 1) : token;
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        if (!Header.isName(text, 0, text.length)) {
            throw new IllegalArgumentException(
                    "not a field of a log format: '%s'; write ${name} or name, with blanks between".formatted(token));
        }
        return name;
    }

    /** The AWS names of the columns in their order, unknown ones included. */
    public List<String> columns() {
        return columns;
    }

    public boolean has(Field field) {
        return columnOf(field) < columns.size();
    }

    /** The index of the field's column, or the number of columns if it has none. */
    int columnOf(Field field) {
        return columnOfField[field.ordinal()];
    }

    /** {@link #columnOf} for each field, by its ordinal. */
    int[] columnOfField() {
        return columnOfField;
    }

    /** What the parser checks in this column; unknown fields are text. */
    FieldType typeOf(int column) {
        return Field.named(columns.get(column)).map(Field::type).orElse(FieldType.TEXT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Format format && columns.equals(format.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    /** The form of the EC2 API: {@code ${version} ${account-id} ...}. */
    @Override
    public String toString() {
        return columns.stream().map("${%s}"::formatted).collect(Collectors.joining(" "));
    }
}
