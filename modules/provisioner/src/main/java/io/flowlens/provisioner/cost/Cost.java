package io.flowlens.provisioner.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An estimate of what things cost as long as they are there. */
public record Cost(List<Item> items) {

    private static final String ROW = "%-20s %12s %12s";
    private static final double HOURS_OF_DAY = 24;
    private static final double DAYS_OF_MONTH = 30;
    /** What is left of logs after compression; a guess, not measured. */
    private static final double KEPT_SHARE = 0.15;

    /** Bytes of a log event that AWS counts beside its text. */
    private static final int EVENT_OVERHEAD = 26;
    /** A line of the default format with its overhead. */
    private static final int LINE_BYTES = 112 + EVENT_OVERHEAD;
    /** Lines that come in one record of a subscription, in a network with some traffic. */
    private static final int LINES_OF_RECORD = 100;

    /**
     * @param perDay in US dollars
     * @param price by which it was reckoned
     */
    public record Item(String what, double perDay, Price price) {

        /** What it is, without how much of it: {@code delivery} of {@code delivery of 0.3 GB}. */
        String kind() {
            return what.replaceFirst(" (of|for) .*", "");
        }
    }

    public Cost {
        items = List.copyOf(items);
    }

    /** Running machines with a small disk and a public address each. */
    public static Cost ofInstances(int count, int diskGb) {
        return new Cost(List.of(
                new Item(
                        count + " instances t3.micro",
                        count * HOURS_OF_DAY * Price.INSTANCE_HOUR.dollars(),
                        Price.INSTANCE_HOUR),
                new Item(
                        count + " public addresses",
                        count * HOURS_OF_DAY * Price.PUBLIC_ADDRESS_HOUR.dollars(),
                        Price.PUBLIC_ADDRESS_HOUR),
                new Item(
                        "%d disks of %d GB".formatted(count, diskGb),
                        count * diskGb * Price.VOLUME_GB_MONTH.dollars() / DAYS_OF_MONTH,
                        Price.VOLUME_GB_MONTH)));
    }

    /** A stream, whether or not anything is put on it. */
    public static Cost ofStream(int shards) {
        return new Cost(List.of(new Item(
                shards == 1 ? "1 Kinesis shard" : shards + " Kinesis shards",
                shards * HOURS_OF_DAY * Price.SHARD_HOUR.dollars(),
                Price.SHARD_HOUR)));
    }

    /**
     * Flow logs into a log group.
     *
     * @param linesPerDay records of flow logs
     * @param keptDays retention of the log group
     */
    public static Cost ofDelivery(double linesPerDay, int keptDays) {
        double gigabytes = linesPerDay * LINE_BYTES / 1e9;
        return new Cost(List.of(
                new Item(
                        "delivery of %s GB".formatted(number(gigabytes)),
                        gigabytes * Price.LOGS_DELIVERED_GB.dollars(),
                        Price.LOGS_DELIVERED_GB),
                new Item(
                        "storage for %d days".formatted(keptDays),
                        gigabytes * keptDays * KEPT_SHARE * Price.LOGS_KEPT_GB_MONTH.dollars() / DAYS_OF_MONTH,
                        Price.LOGS_KEPT_GB_MONTH)));
    }

    /** Flow logs put on a stream by a subscription. */
    public static Cost ofRecords(double linesPerDay) {
        return new Cost(List.of(new Item(
                "Kinesis records",
                linesPerDay / LINES_OF_RECORD / 1e6 * Price.PUT_UNITS_MILLION.dollars(),
                Price.PUT_UNITS_MILLION)));
    }

    public Cost plus(Cost other) {
        List<Item> all = new ArrayList<>(items);
        all.addAll(other.items);
        return new Cost(all);
    }

    public double perDay() {
        return items.stream().mapToDouble(Item::perDay).sum();
    }

    public double perMonth() {
        return perDay() * DAYS_OF_MONTH;
    }

    /** {@code about $0.86 a day, $25.85 a month}. */
    public String sentence() {
        return "about $%s a day, $%s a month".formatted(money(perDay()), money(perMonth()));
    }

    /** A line for each item, and where the prices are from. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        items.forEach(item -> lines.add("$%s a day  %s  (%s)"
                .formatted(money(item.perDay()), item.what(), item.price().source())));
        lines.add(
                "list prices of us-east-1, compared on %s with what is published of them, without free tier and taxes; AWS's own are at %s"
                        .formatted(Price.AS_OF, "https://aws.amazon.com/pricing/"));
        return lines;
    }

    /** A table of both, item by item; the two are of the same items. */
    public static List<String> compared(String firstTitle, Cost first, String secondTitle, Cost second) {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("US dollars a day", firstTitle, secondTitle));
        for (int i = 0; i < first.items.size(); i++) {
            Item item = first.items.get(i);
            lines.add(ROW.formatted(
                    item.kind(), money(item.perDay()), money(second.items.get(i).perDay())));
        }
        lines.add(ROW.formatted("all together", money(first.perDay()), money(second.perDay())));
        lines.add(ROW.formatted("in a month", money(first.perMonth()), money(second.perMonth())));
        return lines;
    }

    private static String money(double dollars) {
        return String.format(Locale.ROOT, "%.2f", dollars);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 0.1 ? "%.3f" : "%.1f", value);
    }
}
