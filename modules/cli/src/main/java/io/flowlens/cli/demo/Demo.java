package io.flowlens.cli.demo;

import io.flowlens.cli.DataFolder;
import io.flowlens.cli.InterruptLatch;
import io.flowlens.cli.Pipeline;
import io.flowlens.cli.Sandbox;
import io.flowlens.cli.SandboxOptions;
import io.flowlens.ingester.IngesterSettings;
import io.flowlens.ingester.kinesis.KinesisSettings;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.notifier.NotifierSettings;
import io.flowlens.notifier.channel.Surroundings;
import io.flowlens.notifier.channel.TerminalSpec;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.AwsNetworks.Network;
import io.flowlens.provisioner.Teardown;
import io.flowlens.provisioner.inventory.InventorySettings;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabState;
import io.flowlens.sandbox.network.Pace;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.TopicAdmin;
import io.flowlens.topics.Topics;
import io.flowlens.topology.AlertRules;
import io.flowlens.topology.TopologySettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Builds the stage (broker, AWS, lab, pipeline), tells the story on it, and clears it away. */
final class Demo {

    private static final Duration INVENTORY_INTERVAL = Duration.ofSeconds(30);
    private static final Duration FIRST_SIGHTING = JudgeConfig.DEFAULT.firstSightingTolerance();
    private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(30);

    private final Screen screen;
    private final SandboxOptions options;
    private final Pace pace;
    private final int statusPort;
    /** Null unless it stays. */
    private final Integer consolePort;

    private final Topics topics = Topics.withDefaults();
    private final AlertWatch alerts = new AlertWatch();
    private URI console;

    /** @param consolePort null for a demo that ends with its story, and needs no console */
    Demo(Screen screen, SandboxOptions options, int statusPort, Integer consolePort) {
        this.screen = screen;
        this.options = options;
        this.pace = options.pace();
        this.statusPort = statusPort;
        this.consolePort = consolePort;
    }

    /** @throws UnmetExpectation when a step did not show what it should */
    void run(DataFolder data) {
        screen.print("@|bold flowlens demo|@: AWS's waits take %s of their time".formatted(fraction(pace)));
        try (InterruptLatch latch = InterruptLatch.install();
                Sandbox sandbox = startSandbox(data);
                AwsClients aws = sandbox.awsClients()) {
            Lab lab = new Lab(aws);
            // The broker takes seconds to start and the lab seconds to settle: side by side they take as long as one.
            CompletableFuture<Pipeline> starting = CompletableFuture.supplyAsync(() -> judging(data, sandbox, aws));
            long firstAlert;
            try {
                LabState state = build(lab);
                try (Pipeline pipeline = whole(starting, sandbox, aws, state)) {
                    Story story = new Story(screen, lab, state, aws, pipeline, alerts, pace);
                    story.tell();
                    firstAlert = story.firstAlertAfterMillis();
                    if (consolePort != null) {
                        stay(sandbox, pipeline, latch);
                    }
                }
            } finally {
                starting.thenAccept(Pipeline::close)
                        .exceptionally(failure -> null)
                        .join();
            }
            tearDown(lab);
            Footprint.print(screen, firstAlert);
        }
    }

    private Sandbox startSandbox(DataFolder data) {
        screen.step(1, "Kafka and AWS, on this machine");
        Sandbox sandbox = options.start(data);
        screen.line("AWS    " + sandbox.awsUrl() + "  (sandbox: EC2, IAM, STS, SSM, CloudWatch Logs, Kinesis)");
        screen.line("Kafka  a real broker is starting, its data in " + data.path());
        return sandbox;
    }

    private LabState build(Lab lab) {
        screen.step(2, "The lab: two instances that should reach each other");
        LabState state = lab.up(screen);
        Expect.that(state.complete(), "a complete lab", state.toString());
        screen.line("first   %s  %s"
                .formatted(
                        state.instances().get(0).id(), state.instances().get(0).privateIp()));
        screen.line("second  %s  %s"
                .formatted(
                        state.instances().get(1).id(), state.instances().get(1).privateIp()));
        screen.reached("the lab is up");
        return state;
    }

    /** What needs no lab: the inventory, the topology, and the notifier, whose terminal is the screen. */
    private Pipeline judging(DataFolder data, Sandbox sandbox, AwsClients aws) {
        try (TopicAdmin admin = new TopicAdmin(sandbox.kafka().admin("flowlens-demo"), BROKER_TIMEOUT)) {
            admin.createMissing(topics);
        }
        // The sandbox stamps packets exactly, and everything here happens at its pace.
        JudgeConfig judge = new JudgeConfig(Duration.ZERO, pace.of(INVENTORY_INTERVAL), pace.of(FIRST_SIGHTING));
        var statusAddress = new InetSocketAddress(InetAddress.getLoopbackAddress(), statusPort);
        return new Pipeline(sandbox.kafka(), topics, statusAddress)
                .inventory(List.of(new Network("sandbox", aws)), InventorySettings.every(pace.of(INVENTORY_INTERVAL)))
                .topology(new TopologySettings(
                        data.path().resolve("streams"),
                        1,
                        judge,
                        TopologySettings.DEFAULT_QUIET_AFTER,
                        AlertRules.USUAL))
                .notifier(NotifierSettings.of(
                        List.of(new TerminalSpec("screen", Severity.WARNING)),
                        new Surroundings(null, alerts::told, Clock.systemUTC())));
    }

    /** And what reads the stream of the lab's log group. */
    private Pipeline whole(CompletableFuture<Pipeline> starting, Sandbox sandbox, AwsClients aws, LabState state) {
        screen.step(3, "The pipeline: ingester, inventory, topology, notifier");
        Pipeline pipeline = Sandbox.join(starting)
                .ingester(
                        aws,
                        IngesterSettings.of(state.region()),
                        KinesisSettings.of(state.subscription().streamName()));
        screen.line("Kafka      " + sandbox.bootstrapServers());
        screen.line("metrics    " + pipeline.statusUri() + "/metrics");
        if (consolePort != null) {
            console = new DemoConsole(consolePort).start(pipeline);
            screen.line("console    " + console + "  (open it now: it shows the story as it happens)");
        }
        screen.reached("started");
        return pipeline;
    }

    private void stay(Sandbox sandbox, Pipeline pipeline, InterruptLatch latch) {
        screen.print("");
        // What somebody puts in from here on can be counted: nothing else is rejected any more.
        sandbox.silenceTheInternet();
        screen.print("@|bold Everything stays up until Ctrl-C.|@ In another terminal:");
        sandbox.environment().forEach(line -> screen.line(line));
        screen.line("open " + console + "         map, alerts, traffic");
        screen.line("./flowlens alerts --all            what was wrong");
        screen.line("./flowlens flows --follow          every flow, by name, rejects with their cause");
        screen.line("aws ec2 describe-instances         the sandbox, with the aws tool");
        screen.line("curl " + pipeline.statusUri() + "/metrics");
        latch.await();
    }

    private void tearDown(Lab lab) {
        screen.step(8, "Tear-down: everything the lab made");
        Teardown teardown = lab.down(screen);
        Expect.that(teardown.complete(), "everything deleted", "left behind: " + teardown.failed());
        LabState left = lab.find();
        Expect.that(left.absent(), "nothing of the lab in the sandbox", left.toString());
        screen.reached(teardown.deleted().size() + " things deleted, nothing is left");
    }

    private static String fraction(Pace pace) {
        return pace.factor() == 1 ? "all" : "1/" + (pace.factor() % 1 == 0 ? "" + (long) pace.factor() : pace.factor());
    }
}
