package io.flowlens.provisioner.inventory;

import io.flowlens.topics.InventoryMark;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the inventory topic says about one account and region: a digest of each resource's last state, not the state itself,
 * so that a large network fits.
 */
final class PublishedState {

    private final Map<InventoryType, Map<String, byte[]>> digests = new EnumMap<>(InventoryType.class);
    private final String account;
    private final String region;

    PublishedState(String account, String region) {
        this.account = account;
        this.region = region;
        for (InventoryType type : InventoryType.values()) {
            digests.put(type, new TreeMap<>());
        }
    }

    /** Takes note of a record that is on the topic. */
    void published(InventoryRecord record) {
        if (!account.equals(record.account()) || !region.equals(record.region())) {
            return;
        }
        Map<String, byte[]> ofType = digests.get(record.type());
        if (record.gone()) {
            ofType.remove(record.id());
        } else {
            ofType.put(record.id(), digest(record.json()));
        }
    }

    /** The records that bring the topic up to date: changed resources and tombstones of gone ones, by id. */
    List<InventoryRecord> changes(Described described) {
        Map<String, byte[]> before = digests.get(described.type());
        List<InventoryRecord> changes = new ArrayList<>();
        described.json().forEach((id, json) -> {
            if (!Arrays.equals(before.get(id), digest(json))) {
                changes.add(record(described, id, json));
            }
        });
        before.keySet().stream()
                .filter(id -> !described.json().containsKey(id))
                .forEach(id -> changes.add(record(described, id, null)));
        return changes;
    }

    /** What a record that is not noted yet says of its resource. */
    InventoryCounts.Change change(InventoryRecord record) {
        if (record.gone()) {
            return InventoryCounts.Change.GONE;
        }
        return digests.get(record.type()).containsKey(record.id())
                ? InventoryCounts.Change.CHANGED
                : InventoryCounts.Change.NEW;
    }

    /** @param reached when the look began that is complete now, epoch milliseconds */
    InventoryMark mark(long reached) {
        return new InventoryMark(account, region, reached);
    }

    int size() {
        return digests.values().stream().mapToInt(Map::size).sum();
    }

    private InventoryRecord record(Described described, String id, byte[] json) {
        return new InventoryRecord(described.type(), id, account, region, described.seenAt(), json);
    }

    private static byte[] digest(byte[] json) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(json);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
