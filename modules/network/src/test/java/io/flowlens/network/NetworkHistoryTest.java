package io.flowlens.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class NetworkHistoryTest {

    private static final IpAddress ADDRESS = IpAddress.parse("10.0.0.5");

    private final NetworkHistory history = new NetworkHistory();

    @Test
    void answersAsOfAnyMoment() {
        history.put(list("one"), 100);
        history.put(list("two"), 200);
        history.remove("pl-1", 300);

        assertThat(nameAt(99)).isEmpty();
        assertThat(nameAt(100)).isEqualTo("one");
        assertThat(nameAt(199)).isEqualTo("one");
        assertThat(nameAt(200)).isEqualTo("two");
        assertThat(nameAt(300)).isEmpty();
    }

    @Test
    void takesEqualContentForNoChange() {
        history.put(list("one"), 100);
        long version = history.version();

        history.put(list("one"), 200);
        history.remove("pl-2", 200);

        assertThat(history.version()).isEqualTo(version);
    }

    @Test
    void putsALateSightingAtItsOwnTime() {
        history.put(list("one"), 100);
        history.put(list("three"), 300);

        history.put(list("two"), 200);

        assertThat(nameAt(150)).isEqualTo("one");
        assertThat(nameAt(250)).isEqualTo("two");
        assertThat(nameAt(350)).isEqualTo("three");
    }

    @Test
    void beginsAStateEarlierWhenAnEarlierSightingOfItArrives() {
        history.put(list("one"), 100);
        history.put(list("two"), 300);

        history.put(list("two"), 200);

        assertThat(nameAt(250)).isEqualTo("two");
        assertThat(history.timeline("pl-1").changesBetween(0, 1000)).hasSize(2);
    }

    @Test
    void givesAnAddressToWhoHeldItThen() {
        history.put(holder("eni-1", "vpc-1", "sg-1"), 100);
        history.remove("eni-1", 200);
        history.put(holder("eni-2", "vpc-1", "sg-2"), 300);

        assertThat(holderAt(150)).isEqualTo("eni-1");
        assertThat(holderAt(250)).isEmpty();
        assertThat(holderAt(350)).isEqualTo("eni-2");
        assertThat(history.asOf(150).members("sg-2")).isEmpty();
        assertThat(history.asOf(350).members("sg-2"))
                .extracting(NetworkInterface::id)
                .containsExactly("eni-2");
    }

    @Test
    void doesNotGuessBetweenOtherVpcsThatShareAnAddress() {
        history.put(holder("eni-1", "vpc-1", "sg-1"), 100);
        history.put(holder("eni-2", "vpc-2", "sg-1"), 100);

        assertThat(history.asOf(100).holder(ADDRESS, "vpc-3")).isEmpty();
        assertThat(history.asOf(100).holder(ADDRESS, "vpc-2").orElseThrow().id())
                .isEqualTo("eni-2");
    }

    @Test
    void takesTheNewerClaimWhenTwoAclsNameASubnet() {
        history.put(acl("acl-1", "subnet-1"), 100);
        history.put(acl("acl-2", "subnet-1"), 200);

        assertThat(history.asOf(150).aclOf("subnet-1").orElseThrow().id()).isEqualTo("acl-1");
        assertThat(history.asOf(250).aclOf("subnet-1").orElseThrow().id()).isEqualTo("acl-2");
    }

    @Test
    void forgetsWhatEndedBeforeAndKeepsWhatWasInForce() {
        history.put(list("one"), 100);
        history.put(list("two"), 200);
        history.put(list("three"), 300);
        history.put(holder("eni-1", "vpc-1", "sg-1"), 100);
        history.remove("eni-1", 200);

        history.forgetBefore(250);

        assertThat(nameAt(150)).isEmpty();
        assertThat(nameAt(250)).isEqualTo("two");
        assertThat(nameAt(350)).isEqualTo("three");
        assertThat(history.ids()).containsExactly("pl-1");
        assertThat(history.holders(ADDRESS).ids()).isEmpty();
        assertThat(history.members("sg-1").ids()).isEmpty();
    }

    @Test
    void remembersThatWhatCameBackWasGone() {
        history.put(list("one"), 100);
        history.remove("pl-1", 200);
        history.put(list("two"), 300);

        history.forgetBefore(250);
        history.put(list("three"), 400);

        assertThat(history.timeline("pl-1").spanAt(290, 60).state()).isNull();
        assertThat(nameAt(350)).isEqualTo("two");
        assertThat(history.timeline("pl-1").changesBetween(0, 1000)).hasSize(2);
    }

    @Test
    void tellsWhichRulesChanged() {
        var old = SecurityGroupRule.of("sgr-1", Traffic.tcp(22), Peer.cidr("0.0.0.0/0"));
        var kept = SecurityGroupRule.of("sgr-2", Traffic.tcp(443), Peer.cidr("0.0.0.0/0"));
        var now = SecurityGroupRule.of("sgr-3", Traffic.tcp(22), Peer.cidr("10.0.0.0/8"));
        history.put(new SecurityGroup("sg-1", "web", "vpc-1", List.of(old, kept), List.of()), 100);
        history.put(new SecurityGroup("sg-1", "web", "vpc-1", List.of(kept, now), List.of()), 200);

        List<Change> changes = history.changesBetween(100, 200, List.of("sg-1", "sg-2"));

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.seenAt()).isEqualTo(200);
            assertThat(change.rules())
                    .extracting(RuleChange::toString)
                    .containsExactly(
                            "removed: sgr-1 allows tcp 22 with 0.0.0.0/0",
                            "added: sgr-3 allows tcp 22 with 10.0.0.0/8");
        });
    }

    @Test
    void keepsReadersRightWhileItIsWritten() throws InterruptedException {
        var wrong = new AtomicBoolean();
        var done = new AtomicBoolean();
        history.put(holder("eni-1", "vpc-1", "sg-1"), 1);
        var reader = new Thread(() -> {
            while (!done.get() && !wrong.get()) {
                wrong.set(!holderAt(1).equals("eni-1"));
            }
        });

        reader.start();
        for (int i = 2; i < 3_000; i++) {
            history.put(holder("eni-1", "vpc-1", "sg-" + i % 3), i);
        }
        done.set(true);
        reader.join();

        assertThat(wrong).isFalse();
    }

    private String nameAt(long millis) {
        return history.asOf(millis)
                .find(PrefixList.class, "pl-1")
                .map(PrefixList::name)
                .orElse("");
    }

    private String holderAt(long millis) {
        return history.asOf(millis)
                .holder(ADDRESS, "vpc-1")
                .map(NetworkInterface::id)
                .orElse("");
    }

    private static PrefixList list(String name) {
        return new PrefixList("pl-1", name, List.of(Cidr.parse("10.0.0.0/8")));
    }

    private static NetworkAcl acl(String id, String subnetId) {
        return new NetworkAcl(id, "", "vpc-1", false, List.of(), Set.of(subnetId));
    }

    private static NetworkInterface holder(String id, String vpcId, String groupId) {
        return new NetworkInterface(
                id, "", "", vpcId, "subnet-1", Addresses.of("10.0.0.5"), List.of(groupId), Attachment.to(""));
    }
}
