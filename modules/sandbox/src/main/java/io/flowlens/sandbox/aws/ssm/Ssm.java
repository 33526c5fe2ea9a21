package io.flowlens.sandbox.aws.ssm;

import io.flowlens.sandbox.aws.ec2.Ec2;
import io.flowlens.sandbox.aws.iam.Iam;
import io.flowlens.sandbox.aws.protocol.Dialect;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.network.VpcNetwork;
import java.time.Duration;
import java.util.function.Supplier;

/** Systems Manager: public parameters, managed instances, and Run Command on a shell that knows a few commands. */
public final class Ssm implements AutoCloseable {

    private final Service service = new Service("ssm", Dialect.SSM);
    private final ScriptRunner runner;

    /** @param delay of the registration of instances, in AWS's time */
    public Ssm(Region region, VpcNetwork network, Ec2 ec2, Iam iam, Supplier<Duration> delay) {
        runner = new ScriptRunner(region, network, service.locked());
        ManagedInstances managed = new ManagedInstances(region, ec2, iam, delay);
        new PublicParameters(region, Ec2.amazonLinuxImage()).register(service);
        managed.register(service);
        new Commands(region, managed, runner).register(service);
    }

    public Service service() {
        return service;
    }

    /** Stops the scripts that run. */
    @Override
    public void close() {
        runner.close();
    }
}
