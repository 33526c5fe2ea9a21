package io.flowlens.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.sandbox.network.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsTest {

    private AwsEndpoint endpoint;
    private SqsClient sqs;
    private String queue;

    @BeforeEach
    void start() {
        endpoint =
                AwsEndpoint.start(AwsConfig.defaults().withPace(new Pace(1000)).withSeed(7));
        sqs = new Clients(endpoint).of(SqsClient.builder());
        queue = sqs.createQueue(create -> create.queueName("files")).queueUrl();
    }

    @AfterEach
    void stop() {
        sqs.close();
        endpoint.close();
    }

    @Test
    void knowsItsQueuesByNameAndUrl() {
        sqs.createQueue(create -> create.queueName("other"));

        assertThat(queue).isEqualTo(endpoint.uri() + "/123456789012/files");
        assertThat(sqs.getQueueUrl(get -> get.queueName("files")).queueUrl()).isEqualTo(queue);
        assertThat(sqs.listQueues(list -> list.queueNamePrefix("fi")).queueUrls())
                .containsExactly(queue);
        assertThat(attribute(QueueAttributeName.QUEUE_ARN)).isEqualTo("arn:aws:sqs:us-east-1:123456789012:files");

        sqs.deleteQueue(delete -> delete.queueUrl(queue));

        assertThatThrownBy(() -> receive(0)).isInstanceOf(QueueDoesNotExistException.class);
        assertThatThrownBy(() -> sqs.getQueueUrl(get -> get.queueName("files")))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void createsAQueueAgainOnlyWithTheSameAttributes() {
        var delayed = Map.of(QueueAttributeName.DELAY_SECONDS, "5");

        assertThat(sqs.createQueue(create -> create.queueName("files")).queueUrl())
                .isEqualTo(queue);
        assertThatThrownBy(() ->
                        sqs.createQueue(create -> create.queueName("files").attributes(delayed)))
                .isInstanceOf(QueueNameExistsException.class)
                .hasMessageContaining("DelaySeconds");
    }

    @Test
    void refusesAttributesThatMakeNoSense() {
        assertThatThrownBy(() -> set(QueueAttributeName.VISIBILITY_TIMEOUT, "forever"))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("VisibilityTimeout");
        assertThatThrownBy(() -> set(QueueAttributeName.FIFO_QUEUE, "true")).hasMessageContaining("FifoQueue");
        assertThatThrownBy(() -> set(QueueAttributeName.REDRIVE_POLICY, "{")).hasMessageContaining("RedrivePolicy");
    }

    @Test
    void hidesAMessageFromOthersUntilItIsDeleted() {
        send("one");

        Message received = receive(0).get(0);

        assertThat(received.body()).isEqualTo("one");
        assertThat(receive(0)).isEmpty();
        assertThat(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("1");
        sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(received.receiptHandle()));
        assertThat(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("0");
    }

    @Test
    void showsAMessageAgainThatWasNotDeletedAndCountsIt() {
        send("one");
        Message first = receive(0).get(0);
        show(first);

        Message second = receive(0).get(0);

        assertThat(first.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        assertThat(second.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(first.receiptHandle()));
        show(second);
        assertThat(receive(0)).hasSize(1);
    }

    @Test
    void showsAMessageAgainWhenItsTimeoutIsOver() {
        set(QueueAttributeName.VISIBILITY_TIMEOUT, "1");
        send("one");
        receive(0);

        List<Message> again = receive(20);

        assertThat(again).extracting(Message::body).containsExactly("one");
    }

    @Test
    void answersWhoWaitsAsSoonAsThereIsAMessage() {
        CompletableFuture<List<Message>> waiting = CompletableFuture.supplyAsync(() -> receive(20));
        send("one");

        assertThat(waiting)
                .succeedsWithin(Duration.ofSeconds(15))
                .satisfies(messages -> assertThat(messages).hasSize(1));
    }

    @Test
    void endsAWaitWhenTheQueueIsDeleted() {
        CompletableFuture<List<Message>> waiting = CompletableFuture.supplyAsync(() -> receive(20));
        sqs.deleteQueue(delete -> delete.queueUrl(queue));

        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(25))
                .withThrowableThat()
                .withMessageContaining("not exist");
    }

    @Test
    void takesMessagesInBatchesAndFailsOneByOne() {
        sqs.sendMessageBatch(send -> send.queueUrl(queue).entries(List.of(entry("a", "one"), entry("b", "two"))));
        List<Message> received = receive(0);

        DeleteMessageBatchResponse deleted = sqs.deleteMessageBatch(delete -> delete.queueUrl(queue)
                .entries(List.of(deletion("a", received.get(0).receiptHandle()), deletion("b", "nonsense"))));

        assertThat(received).extracting(Message::body).containsExactly("one", "two");
        assertThat(deleted.successful()).hasSize(1);
        assertThat(deleted.failed().get(0).code()).isEqualTo("ReceiptHandleIsInvalid");
    }

    @Test
    void movesAMessageAwayThatNobodyCanDealWith() {
        String letters = sqs.createQueue(create -> create.queueName("letters")).queueUrl();
        set(QueueAttributeName.REDRIVE_POLICY, """
                {"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:letters","maxReceiveCount":"2"}""");
        send("poison");
        show(receive(0).get(0));
        show(receive(0).get(0));

        assertThat(receive(0)).isEmpty();

        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(letters)).messages())
                .extracting(Message::body)
                .containsExactly("poison");
    }

    @Test
    void refusesHandlesItDidNotGiveOut() {
        send("one");
        Message received = receive(0).get(0);
        sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(received.receiptHandle()));

        assertThatThrownBy(
                        () -> sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle("nonsense")))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
        assertThatThrownBy(() -> show(received)).isInstanceOf(MessageNotInflightException.class);
    }

    @Test
    void emptiesAQueue() {
        send("one");

        sqs.purgeQueue(purge -> purge.queueUrl(queue));

        assertThat(receive(0)).isEmpty();
    }

    @Test
    void hidesADelayedMessageAtFirst() {
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody("later").delaySeconds(1));

        assertThat(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo("1");
        Awaitility.await().until(() -> receive(0).size() == 1);
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static DeleteMessageBatchRequestEntry deletion(String id, String handle) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(handle)
                .build();
    }

    private void send(String body) {
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody(body));
    }

    private List<Message> receive(int waitSeconds) {
        return sqs.receiveMessage(receive -> receive.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void show(Message message) {
        sqs.changeMessageVisibility(change ->
                change.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }

    private void set(QueueAttributeName name, String value) {
        sqs.setQueueAttributes(set -> set.queueUrl(queue).attributes(Map.of(name, value)));
    }

    private String attribute(QueueAttributeName name) {
        return sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(name))
                .attributes()
                .get(name);
    }
}
