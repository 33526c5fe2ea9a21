package io.flowlens.ingester.s3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects that are known and not committed, with the messages that told of them. Not thread-safe. */
final class PendingObjects {

    /** An object that nobody here opens for so long belongs to a partition that another ingester holds. */
    private static final Duration UNOPENED = Duration.ofSeconds(20);

    private static final class Pending {
        private final List<ObjectQueue.Notice> notices = new ArrayList<>();
        private long since;
        private boolean opened;
    }

    private final Map<String, Pending> objects = new LinkedHashMap<>();

    int size() {
        return objects.size();
    }

    List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    void add(String key, long now) {
        objects.computeIfAbsent(key, none -> new Pending()).since = now;
    }

    void add(ObjectQueue.Notice notice, long now) {
        for (String key : notice.keys()) {
            add(key, now);
            objects.get(key).notices.add(notice);
        }
    }

    void opened(String key) {
        Pending object = objects.get(key);
        if (object != null) {
            object.opened = true;
        }
    }

    /** Forgets the object; the messages that told of it. */
    List<ObjectQueue.Notice> remove(String key) {
        Pending object = objects.remove(key);
        return object == null ? List.of() : object.notices;
    }

    /**
     * Forgets what another ingester has to read, and what has been hidden in the queue for so long that it is there again.
     *
     * @return the messages to give back
     */
    List<ObjectQueue.Notice> takeUnwanted(long now) {
        List<ObjectQueue.Notice> unwanted = new ArrayList<>();
        Iterator<Pending> all = objects.values().iterator();
        while (all.hasNext()) {
            Pending object = all.next();
            long age = now - object.since;
            boolean unopened = !object.opened && age > UNOPENED.toMillis();
            if (unopened) {
                unwanted.addAll(object.notices);
            }
            if (unopened || age > 2 * ObjectQueue.HIDDEN.toMillis()) {
                all.remove();
            }
        }
        return unwanted;
    }
}
