package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was told. */
final class HeardProgress implements Progress {

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> waiting = new CopyOnWriteArrayList<>();

    List<String> done() {
        return done;
    }

    @Override
    public void done(String sentence) {
        done.add(sentence);
    }

    List<String> waiting() {
        return waiting;
    }

    @Override
    public void waiting(String sentence) {
        waiting.add(sentence);
    }
}
