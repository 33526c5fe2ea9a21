package io.flowlens.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flowlens.console.Inventories;
import io.flowlens.console.Samples;
import io.flowlens.console.view.PathStep.Status;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Inventory;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertPathTest {

    private final Inventory inventory = new Inventory();

    @Test
    void aPacketThatArrivedHasPassedItsSource() {
        List<PathStep> path = path(Samples.firing("a"));

        assertThat(path)
                .extracting(PathStep::place, PathStep::status)
                .containsExactly(
                        tuple("source-group", Status.PASSED),
                        tuple("source-acl", Status.PASSED),
                        tuple("destination-acl", Status.PASSED),
                        tuple("destination-group", Status.STOPPED));
        assertThat(path)
                .extracting(PathStep::components)
                .containsExactly(List.of("web (sg-web)"), List.of("acl-1"), List.of("acl-2"), List.of("db (sg-db)"));
        assertThat(path.get(3).nearestMiss()).startsWith("sgr-1 lets");
    }

    @Test
    void onlyTheFirstOfTwoBlockersStoppedIt() {
        assertThat(path(alert("ingress", Samples.aclCause(), Samples.groupCause())))
                .extracting(PathStep::status)
                .containsExactly(Status.PASSED, Status.PASSED, Status.STOPPED, Status.WOULD_STOP);
    }

    @Test
    void whatWasStoppedOnItsWayOutReachedNothingBehind() {
        assertThat(path(alert("egress", Samples.groupCause())))
                .extracting(PathStep::status)
                .containsExactly(Status.STOPPED, Status.WOULD_PASS, Status.NOT_REACHED, Status.NOT_REACHED);
    }

    @Test
    void nothingIsKnownOfAStrangersSide() {
        assertThat(path(Samples.stranger("s")))
                .extracting(PathStep::status)
                .containsExactly(Status.OUTSIDE, Status.OUTSIDE, Status.PASSED, Status.STOPPED);
    }

    @Test
    void aVerdictThatIsNoneIsNotTakenForOne() {
        assertThat(path(alert("ingress")))
                .extracting(PathStep::status)
                .containsExactly(Status.PASSED, Status.PASSED, Status.UNDECIDED, Status.UNDECIDED);
    }

    private List<PathStep> path(Alert alert) {
        Inventories.small("db").forEach(inventory::apply);
        return AlertPath.of(alert, inventory.network().asOf(Long.MAX_VALUE));
    }

    private static Alert alert(String direction, io.flowlens.topics.Diagnosis.Cause... causes) {
        return Samples.alert("a", State.FIRING, direction, Samples.WEB, Samples.DB, causes);
    }
}
