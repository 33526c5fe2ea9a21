package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was told. */
final class HeardProgress implements Progress {

    private final List<String> done = new CopyOnWriteArrayList<>();

    List<String> done() {
        return done;
    }

    @Override
    public void done(String sentence) {
        done.add(sentence);
    }

    @Override
    public void waiting(String sentence) {}
}
