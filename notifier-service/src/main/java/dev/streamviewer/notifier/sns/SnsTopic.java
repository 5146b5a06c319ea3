package dev.streamviewer.notifier.sns;

import dev.streamviewer.notifier.delivery.CredentialCheck;
import dev.streamviewer.notifier.delivery.DeliveryQueue;
import dev.streamviewer.notifier.delivery.EventPayload;
import dev.streamviewer.notifier.delivery.QueuedEvent;
import dev.streamviewer.notifier.delivery.SinkResponse;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * An Amazon SNS topic, by Amazon's library over Vert.x's HTTP client. The library looks up
 * credentials and signs on a worker thread, since both block; the response needs no thread. The
 * {@link DeliveryQueue} and the outbox repeat failed calls, not the library.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
public final class SnsTopic {
  static final Duration CALL_TIMEOUT = Duration.ofMillis(2500);

  /** More than the library's own deadline, which does not cover the wait for credentials. */
  private static final Duration TIMEOUT_WITH_CREDENTIALS = CALL_TIMEOUT.plusSeconds(1);

  /** SNS accepts 256 KB including all attributes. */
  private static final int MAX_MESSAGE_BYTES = 250_000;

  private final Vertx vertx;
  private final SnsConfig config;
  private final CredentialCheck credentials;
  private final SnsAsyncClient sns;

  private SnsTopic(Vertx vertx, SnsConfig config, CredentialCheck credentials, SnsAsyncClient sns) {
    this.vertx = vertx;
    this.config = config;
    this.credentials = credentials;
    this.sns = sns;
  }

  /**
   * Creates the client, which takes a moment; sends no request yet.
   *
   * @param credentials is updated by each response
   * @param connections the number of calls that may be under way at once
   */
  public static Future<SnsTopic> open(
      Vertx vertx,
      SnsConfig config,
      AwsCredentialsProvider keys,
      CredentialCheck credentials,
      int connections) {
    var http = new AwsHttpClient(vertx, CALL_TIMEOUT, connections);
    return vertx
        .executeBlocking(() -> client(config, keys, http))
        .map(sns -> new SnsTopic(vertx, config, credentials, sns));
  }

  private static SnsAsyncClient client(
      SnsConfig config, AwsCredentialsProvider keys, AwsHttpClient http) {
    var builder =
        SnsAsyncClient.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(keys)
            .httpClient(http)
            .asyncConfiguration(
                it ->
                    it.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
            .overrideConfiguration(
                it ->
                    it.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(CALL_TIMEOUT.plusMillis(500)));
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** Publishes up to ten events in one call; SNS may accept only some of them. */
  public Future<List<SinkResponse>> deliver(List<QueuedEvent> deliveries) {
    return call(() -> sns.publishBatch(request(deliveries)))
        .map(response -> responses(deliveries.size(), response))
        .recover(
            failure ->
                serviceError(failure)
                    .map(it -> Collections.nCopies(deliveries.size(), SnsResponses.of(it))))
        .onSuccess(responses -> responses.forEach(credentials::onResponse))
        .onFailure(credentials::onFailure);
  }

  /** Checks that SNS knows our credentials and the topic. Requires no right beyond publishing. */
  public Future<SinkResponse> probe() {
    return call(() -> sns.getTopicAttributes(it -> it.topicArn(config.topic())))
        .map(attributes -> SnsResponses.ACCEPTED)
        .recover(failure -> serviceError(failure).map(SnsResponses::ofQuery))
        .onSuccess(credentials::onResponse)
        .onFailure(credentials::onFailure);
  }

  public void close() {
    sns.close();
  }

  private PublishBatchRequest request(List<QueuedEvent> deliveries) {
    return PublishBatchRequest.builder()
        .topicArn(config.topic())
        .publishBatchRequestEntries(
            IntStream.range(0, deliveries.size())
                .mapToObj(i -> entry(String.valueOf(i), deliveries.get(i)))
                .toList())
        .build();
  }

  private PublishBatchRequestEntry entry(String id, QueuedEvent delivery) {
    var event = delivery.event();
    var entry =
        PublishBatchRequestEntry.builder()
            .id(id)
            .message(EventPayload.of(delivery.encoded(), MAX_MESSAGE_BYTES))
            .messageAttributes(
                Map.of(
                    "type", attribute(event.type()),
                    "streamer", attribute(event.streamer().login())));
    return config.isOrdered()
        ? entry.messageGroupId(delivery.channel()).messageDeduplicationId(identity(event)).build()
        : entry.build();
  }

  /**
   * Returns the same text for an event under two ids. The same may happen again later, so the text
   * has the quarter of an hour; a copy in the next one is delivered twice.
   */
  static String identity(StreamEvent event) {
    return event.key().equals(event.id())
        ? event.id()
        : event.key() + "/" + event.at().getEpochSecond() / StreamEvent.KEY_WINDOW.toSeconds();
  }

  private static MessageAttributeValue attribute(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  /** Returns a response for each event. An event that SNS does not name counts as not accepted. */
  private static List<SinkResponse> responses(int size, PublishBatchResponse response) {
    var responses =
        new ArrayList<>(
            Collections.nCopies(
                size, new SinkResponse(500, "SNS reported no result for this event")));
    response
        .successful()
        .forEach(it -> responses.set(Integer.parseInt(it.id()), SnsResponses.ACCEPTED));
    response.failed().forEach(it -> responses.set(Integer.parseInt(it.id()), SnsResponses.of(it)));
    return responses;
  }

  private <T> Future<T> call(Callable<CompletableFuture<T>> start) {
    var context = vertx.getOrCreateContext();
    var answer =
        vertx
            .executeBlocking(start, false)
            .compose(call -> Future.fromCompletionStage(call, context));
    return Timeouts.ofCall(TIMEOUT_WITH_CREDENTIALS, "The call of SNS", answer);
  }

  /** Returns the error of SNS; fails if SNS did not respond. */
  private static Future<SnsException> serviceError(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof SnsException error
        ? Future.succeededFuture(error)
        : Future.failedFuture(cause);
  }
}
