package io.flowlens.provisioner.lab;

import java.util.List;

/**
 * How the lab ended.
 *
 * @param deleted what is gone, in order
 * @param left what is there under the lab's names but was not made by it
 * @param failed what should be gone and is not, each with the reason
 */
public record Teardown(List<String> deleted, List<String> left, List<String> failed) {

    public Teardown {
        deleted = List.copyOf(deleted);
        left = List.copyOf(left);
        failed = List.copyOf(failed);
    }

    public boolean complete() {
        return failed.isEmpty();
    }
}
