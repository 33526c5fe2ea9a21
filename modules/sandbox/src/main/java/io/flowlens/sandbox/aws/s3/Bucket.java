package io.flowlens.sandbox.aws.s3;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A bucket: its objects by key, and who wants to hear of new ones. */
final class Bucket {

    private final String name;
    private final Instant created;
    private final NavigableMap<String, StoredObject> objects = new TreeMap<>();
    private List<QueueNotification> notifications = List.of();
    private long bytes;

    Bucket(String name, Instant created) {
        this.name = name;
        this.created = created;
    }

    String name() {
        return name;
    }

    Instant created() {
        return created;
    }

    /** A view, to be read only. */
    NavigableMap<String, StoredObject> objects() {
        return Collections.unmodifiableNavigableMap(objects);
    }

    void put(StoredObject object) {
        remove(object.key());
        objects.put(object.key(), object);
        bytes += object.size();
    }

    void remove(String key) {
        StoredObject removed = objects.remove(key);
        bytes -= removed == null ? 0 : removed.size();
    }

    long bytes() {
        return bytes;
    }

    List<QueueNotification> notifications() {
        return notifications;
    }

    void notify(List<QueueNotification> newNotifications) {
        notifications = List.copyOf(newNotifications);
    }
}
