package io.flowlens.provisioner;

import io.flowlens.provisioner.ProvisioningException.Reason;
import java.util.ArrayList;
import java.util.List;

/** Keeps the book while things are deleted: what fails is noted, since the rest can go all the same. */
public final class Removals {

    private final Progress progress;
    private final List<String> deleted = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private boolean hopeless;

    public Removals(Progress progress) {
        this.progress = progress;
    }

    /** Without credentials, or an endpoint that answers, the steps that follow are left out: they would say the same. */
    public void attempt(Runnable step) {
        if (hopeless) {
            return;
        }
        try {
            step.run();
        } catch (ProvisioningException e) {
            hopeless = e.reason() == Reason.CREDENTIALS || e.reason() == Reason.UNREACHABLE;
            failed.add(hopeless ? e.getMessage() + "; what follows was not tried" : e.getMessage());
        }
    }

    public void deleted(String what) {
        deleted.add(what);
        progress.done("deleted " + what);
    }

    /** Deletes what is ours, and leaves what is somebody's. */
    public void deleteIf(boolean ours, String what, Runnable delete) {
        if (ours) {
            delete.run();
            deleted(what);
        } else {
            left.add(what);
            progress.done("left %s, which flowlens did not make".formatted(what));
        }
    }

    public Teardown result() {
        return new Teardown(deleted, left, failed);
    }
}
