package io.flowlens.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.flowlens.sandbox.aws.cloudtrail.CloudTrail;
import io.flowlens.sandbox.aws.ec2.Ec2;
import io.flowlens.sandbox.aws.iam.Iam;
import io.flowlens.sandbox.aws.kinesis.Kinesis;
import io.flowlens.sandbox.aws.logs.CloudWatchLogs;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.s3.S3;
import io.flowlens.sandbox.aws.sqs.Sqs;
import io.flowlens.sandbox.aws.ssm.Ssm;
import io.flowlens.sandbox.aws.sts.Sts;
import io.flowlens.sandbox.network.VpcNetwork;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an account has in one region: every service, and the network behind them. */
final class AccountRegion implements HttpHandler, AutoCloseable {

    private final Region region;
    private final VpcNetwork network;
    private final Ssm ssm;
    private final FrontDoor frontDoor;
    private final S3Door s3Door;

    /**
     * Opens it.
     *
     * @param sts the one of all accounts
     * @param iam the account's, for all of its regions
     */
    AccountRegion(AwsConfig config, Region region, Sts sts, Iam iam, Faults faults, URI uri) {
        this.region = region;
        this.network = VpcNetwork.start(region.name(), config.pace());
        Kinesis kinesis = new Kinesis(region);
        CloudWatchLogs logs = new CloudWatchLogs(region, kinesis, iam);
        Sqs sqs = new Sqs(region, uri);
        S3 s3 = new S3(region, sqs);
        Ec2 ec2 = new Ec2(region, network, iam, logs, s3);
        ssm = new Ssm(region, network, ec2, iam, faults::registrationDelay);
        CloudTrail trail = new CloudTrail(region, sts::principal);
        frontDoor = new FrontDoor(
                region,
                byName(Stream.of(
                        sts.service(),
                        iam.service(),
                        ec2.service(),
                        ssm.service(),
                        logs.service(),
                        kinesis.service(),
                        sqs.service(),
                        trail.service())),
                trail,
                faults);
        s3Door = new S3Door(region, s3, faults);
    }

    private static Map<String, Service> byName(Stream<Service> services) {
        return services.collect(Collectors.toMap(Service::name, each -> each, (one, other) -> one, TreeMap::new));
    }

    VpcNetwork network() {
        return network;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        (S3Door.isFor(exchange) ? s3Door : frontDoor).handle(exchange);
    }

    @Override
    public void close() {
        region.close();
        ssm.close();
        network.close();
    }
}
