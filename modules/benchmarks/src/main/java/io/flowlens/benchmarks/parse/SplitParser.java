package io.flowlens.benchmarks.parse;

import io.flowlens.benchmarks.input.LineBlock;
import io.flowlens.benchmarks.race.Contender;
import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FieldType;
import io.flowlens.flowlog.Format;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one writes first: a String for each line, {@code split}, and the JDK's own parsing for every number. Addresses, which
 * the JDK only reads with allocations of its own, are read by hand to be fair.
 */
final class SplitParser implements Contender {

    private static final long ABSENT = -1;

    private final String name;
    private final LineBlock block;
    private final int repeats;
    private final FieldType[] types;
    private final int bytesColumn;
    private final int portColumn;
    private final int actionColumn;

    SplitParser(String name, Format format, LineBlock block, int repeats) {
        this.name = name;
        this.block = block;
        this.repeats = repeats;
        List<String> columns = format.columns();
        types = columns.stream()
                .map(column -> Field.named(column).orElseThrow().type())
                .toArray(FieldType[]::new);
        bytesColumn = columns.indexOf(Field.BYTES.awsName());
        portColumn = columns.indexOf(Field.DSTPORT.awsName());
        actionColumn = columns.indexOf(Field.ACTION.awsName());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long run() {
        Checksum checksum = new Checksum();
        for (int repeat = 0; repeat < repeats; repeat++) {
            read(block.text(), checksum);
        }
        return checksum.verified((long) block.lines() * repeats);
    }

    private void read(byte[] text, Checksum checksum) {
        int from = 0;
        for (int to = 0; to < text.length; to++) {
            if (text[to] == '\n') {
                parse(new String(text, from, to - from, StandardCharsets.ISO_8859_1), checksum);
                from = to + 1;
            }
        }
    }

    private void parse(String line, Checksum checksum) {
        String[] columns = line.split(" ");
        if (columns.length != types.length) {
            return;
        }
        long[] values = new long[columns.length];
        for (int column = 0; column < columns.length; column++) {
            values[column] = value(types[column], columns[column]);
        }
        checksum.add(values[bytesColumn], (int) values[portColumn], columns[actionColumn].equals("REJECT"));
    }

    private static long value(FieldType type, String text) {
        if (text.equals("-")) {
            return ABSENT;
        }
        return switch (type) {
            case INT, PORT, PROTOCOL -> Integer.parseInt(text);
            case LONG, TIME -> Long.parseLong(text);
            case ADDRESS -> address(text);
            case ACTION -> text.equals("ACCEPT") ? 0 : 1;
            case FLOW_DIRECTION -> text.equals("ingress") ? 0 : 1;
            case LOG_STATUS -> text.equals("OK") ? 0 : 1;
            default -> text.length();
        };
    }

    private static long address(String text) {
        long address = 0;
        int octet = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                address = address << 8 | octet;
                octet = 0;
            } else {
                octet = octet * 10 + c - '0';
            }
        }
        return address << 8 | octet;
    }
}
