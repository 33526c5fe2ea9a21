package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.Progress;
import java.util.EnumMap;
import java.util.Map;

/** Tells the steps in the order of {@link Step}, whichever thread was done first: two runs of one lab read the same. */
final class OrderedProgress implements Progress {

    private static final Step[] STEPS = Step.values();

    private final Progress listener;
    private final Map<Step, String> held = new EnumMap<>(Step.class);
    private int next;

    OrderedProgress(Progress listener) {
        this.listener = listener;
    }

    synchronized void done(Step step, String sentence) {
        held.put(step, sentence);
        while (next < STEPS.length && held.containsKey(STEPS[next])) {
            listener.done(held.remove(STEPS[next]));
            next++;
        }
    }

    /** Tells what is held back for steps that will not come any more. */
    synchronized void flush() {
        held.values().forEach(listener::done);
        held.clear();
    }

    @Override
    public synchronized void done(String sentence) {
        listener.done(sentence);
    }

    @Override
    public synchronized void waiting(String sentence) {
        listener.waiting(sentence);
    }
}
