package io.flowlens.sandbox.aws.sqs;

import io.flowlens.sandbox.aws.protocol.Dialect;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.region.Region;
import java.net.URI;

/** Simple Queue Service: standard queues with long polling and dead-letter queues. */
public final class Sqs {

    private final Service service = new Service("sqs", Dialect.SQS);
    private final Queues queues;
    private final Sending sending;

    /** @param endpoint what the URLs of queues begin with */
    public Sqs(Region region, URI endpoint) {
        queues = new Queues(region, endpoint);
        sending = new Sending(region, queues, service.locked());
        new QueueActions(region, queues, service.locked()).register(service);
        sending.register(service);
        new Receiving(region, queues, service.locked()).register(service);
    }

    public Service service() {
        return service;
    }

    /** Sends a message for another service; false if the queue is not there. */
    public boolean deliver(String queueArn, String body) {
        synchronized (service.locked()) {
            Queue queue = queues.ofArn(queueArn);
            if (queue != null) {
                sending.send(queue, body, 0);
            }
            return queue != null;
        }
    }
}
