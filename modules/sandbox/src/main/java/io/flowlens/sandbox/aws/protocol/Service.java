package io.flowlens.sandbox.aws.protocol;

import java.util.Map;
import java.util.TreeMap;

/** A service: its name in the credential scope, its way of speaking, and its operations. One call runs at a time. */
public final class Service {

    private final String name;
    private final Dialect dialect;
    private final Map<String, Action> actions = new TreeMap<>();

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

    /** Runs an operation; other services call in under the same lock through {@link #locked()}. */
    public Tree call(String operation, Params params) {
        Action action = actions.get(operation);
        if (action == null) {
            throw dialect.unknownAction(operation);
        }
        synchronized (locked()) {
            return action.answer(params);
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
