package io.flowlens.provisioner.lab;

/**
 * The two checks that EC2 makes of a running instance.
 *
 * @param system of the machine below it: {@code ok}, {@code impaired}, {@code initializing}, {@code not-applicable}
 * @param instance of its own network and boot
 */
public record InstanceHealth(String system, String instance) {

    private static final String OK = "ok";

    /** {@code 2/2 checks passed}, as EC2's console says it. */
    public String sentence() {
        int passed = (OK.equals(system) ? 1 : 0) + (OK.equals(instance) ? 1 : 0);
        return "%d/2 checks passed".formatted(passed)
                + (passed == 2 ? "" : " (system: %s, instance: %s)".formatted(system, instance));
    }
}
