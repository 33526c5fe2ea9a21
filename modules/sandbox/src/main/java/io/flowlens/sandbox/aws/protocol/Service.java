package io.flowlens.sandbox.aws.protocol;

import java.util.Map;
import java.util.TreeMap;

/** A service: its name in the credential scope, its way of speaking, and its operations. One call runs at a time. */
public final class Service {

    private final String name;
    private final Dialect dialect;
    private final Map<String, Action> actions = new TreeMap<>();
    private final Map<String, EventSource.Opening> openings = new TreeMap<>();

    public Service(String name, Dialect dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    public Service on(String operation, Action action) {
        if (actions.put(operation, action) != null) {
            throw new IllegalStateException(name + " has two answers for " + operation);
        }
        return this;
    }

    /** An operation whose answer goes on. */
    public Service onEvents(String operation, EventSource.Opening opening) {
        openings.put(operation, opening);
        return this;
    }

    /** Whether the answer to an operation goes on, as events. */
    public boolean hasEvents(String operation) {
        return openings.containsKey(operation);
    }

    /** Opens an answer that goes on. */
    public EventSource open(String operation, Params params) {
        synchronized (locked()) {
            return openings.get(operation).open(params);
        }
    }

    /** Runs an operation; other services call in under the same lock through {@link #locked()}. */
    public Tree call(String operation, Params params) {
        Action action = actions.get(operation);
        if (action == null) {
            throw dialect.unknownAction(operation);
        }
        synchronized (locked()) {
            Tree answer = action.answer(params);
            // Whoever waits for a change sees it now.
            locked().notifyAll();
            return answer;
        }
    }

    /** The monitor that guards the state of this service. */
    public Object locked() {
        return actions;
    }

    public String name() {
        return name;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The names of the operations, sorted. */
    public Iterable<String> operations() {
        return actions.keySet();
    }
}
