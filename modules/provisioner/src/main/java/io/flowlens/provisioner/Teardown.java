package io.flowlens.provisioner;

import java.util.List;

/**
 * What a removal came to.
 *
 * @param deleted what is gone, in order
 * @param left what is there under our names but was not made by us
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
