package io.flowlens.ingester.s3;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The queue that is told of new objects. A message is deleted when all it tells of is committed, never before. */
final class ObjectQueue {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectQueue.class);

    /** As long as nobody else shall get the message; then it comes again, which does no harm. */
    static final Duration HIDDEN = Duration.ofMinutes(5);

    private static final int MESSAGES_A_CALL = 10;

    private final SqsClient sqs;
    private final String url;
    private final ObjectNotices notices;
    private final ObjectKeys wanted;

    ObjectQueue(SqsClient sqs, S3Settings settings) {
        this.sqs = sqs;
        this.url = settings.queueUrl();
        this.notices = new ObjectNotices(settings.bucket());
        this.wanted = new ObjectKeys(settings.prefix());
    }

    /** A message and the objects of it that are not committed yet. */
    record Notice(String receipt, Set<String> keys) {}

    /** What has come; does not wait for more. Messages that tell of nothing to read are deleted. */
    List<Notice> receive() {
        return sqs
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MESSAGES_A_CALL)
                        .visibilityTimeout((int) HIDDEN.toSeconds()))
                .messages()
                .stream()
                .map(this::notice)
                .filter(notice -> {
                    if (notice.keys().isEmpty()) {
                        delete(notice);
                    }
                    return !notice.keys().isEmpty();
                })
                .toList();
    }

    private Notice notice(Message message) {
        Optional<List<String>> keys = notices.keys(message.body());
        if (keys.isEmpty()) {
            LOG.warn("message {} of queue {} is no notification of S3; it is dropped", message.messageId(), url);
        }
        Set<String> toRead = ConcurrentHashMap.newKeySet();
        toRead.addAll(keys.orElse(List.of()));
        toRead.removeIf(key -> !wanted.areWanted(key));
        return new Notice(message.receiptHandle(), toRead);
    }

    void committed(Notice notice, String key) {
        if (notice.keys().remove(key) && notice.keys().isEmpty()) {
            delete(notice);
        }
    }

    private void delete(Notice notice) {
        try {
            sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(notice.receipt()));
        } catch (SdkException e) {
            LOG.warn("cannot delete a message of queue {}; it will come again: {}", url, e.getMessage());
        }
    }

    /** Lets another ingester have it at once. */
    void giveBack(Notice notice) {
        try {
            sqs.changeMessageVisibility(request ->
                    request.queueUrl(url).receiptHandle(notice.receipt()).visibilityTimeout(0));
        } catch (SdkException e) {
            LOG.debug("a message of queue {} stays hidden for a while: {}", url, e.getMessage());
        }
    }
}
