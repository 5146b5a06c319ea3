package dev.streamviewer.notifier.sns;

import static dev.streamviewer.notifier.TestEvents.encoded;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.notifier.delivery.CredentialCheck;
import dev.streamviewer.notifier.delivery.QueuedEvent;
import dev.streamviewer.notifier.delivery.SinkResponse;
import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Amazon's library over real HTTP, against the sandbox's SNS. */
@ExtendWith(VertxExtension.class)
class SnsTopicIT {
  private static final AwsCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret-key"));
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:events";
  private static final String ENTRY = "PublishBatchRequestEntries.member.%d.%s";

  private final CredentialCheck credentials = CredentialCheck.sns();
  private Vertx vertx;
  private Sandbox sandbox;
  private SandboxControl control;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    this.vertx = vertx;
    sandbox = Sandbox.start(vertx, SandboxOptions.forTests()).await(60, SECONDS);
    control = new SandboxControl(URI.create(sandbox.twitchUrl()));
  }

  @Test
  void publishesSignedEventsWithFilterAttributes() throws Exception {
    var answers = publish(TOPIC, "a", "b");

    assertThat(answers).extracting(SinkResponse::isAccepted).containsExactly(true, true);
    var form = form(0);
    assertThat(form.getString("Action")).isEqualTo("PublishBatch");
    assertThat(form.getString("TopicArn")).isEqualTo(TOPIC);
    assertThat(new JsonObject(form.getString(ENTRY.formatted(2, "Message"))).getString("id"))
        .isEqualTo("b");
    var attributes = ENTRY.formatted(1, "MessageAttributes.entry.");
    assertThat(
            Map.of(
                form.getString(attributes + "1.Name"),
                    form.getString(attributes + "1.Value.StringValue"),
                form.getString(attributes + "2.Name"),
                    form.getString(attributes + "2.Value.StringValue")))
        .isEqualTo(Map.of("type", "channel.raid", "streamer", "tfue"));
    assertThat(requests().get(0).getString("authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        .contains("/eu-west-1/sns/aws4_request")
        .doesNotContain("secret-key");
  }

  @Test
  void sendsGroupAndDeduplicationIdToAFifoTopic() throws Exception {
    publish(TOPIC + ".fifo", "a");

    assertThat(form(0).getString(ENTRY.formatted(1, "MessageGroupId"))).isEqualTo("tfue");
    assertThat(form(0).getString(ENTRY.formatted(1, "MessageDeduplicationId"))).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "400, Throttling, 429",
    "429, Throttled, 429",
    "400, KMSThrottling, 429",
    "500, InternalError, 500",
    "503, ServiceUnavailable, 500",
    "400, InvalidParameter, 400",
    "400, BatchRequestTooLong, 400",
    "400, QuotaExceeded, 500",
    "413, InvalidParameter, 400",
    "403, AuthorizationError, 403",
    "403, InvalidClientTokenId, 403",
    "400, ExpiredToken, 403",
    "404, NotFound, 403",
    "400, KMSDisabled, 403"
  })
  void translatesErrorsOfACall(int status, String code, int meaning) throws Exception {
    failNext(status, code);

    assertThat(publish(TOPIC, "a"))
        .singleElement()
        .satisfies(it -> assertThat(it.status()).isEqualTo(meaning))
        .satisfies(it -> assertThat(it.text()).contains(code, "scripted"));
    assertThat(requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"InvalidParameter, true, 400", "InternalError, false, 500", "Throttled, true, 429"})
  void translatesErrorsOfSingleEvents(String code, boolean senderFault, int meaning)
      throws Exception {
    control.addFault(
        "sns",
        "partial",
        new JsonObject().put("entry", 1).put("error", code).put("status", senderFault ? 400 : 500));

    assertThat(publish(TOPIC, "a", "b", "c"))
        .extracting(SinkResponse::status)
        .containsExactly(200, meaning, 200);
  }

  @Test
  void failsWithoutARetryAfterALostConnection() {
    control.addFault("sns", "drop", new JsonObject());

    assertThatThrownBy(() -> publish(TOPIC, "a")).isInstanceOf(SdkClientException.class);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void limitsTheWaitForCredentials() throws Exception {
    var never = new CountDownLatch(1);
    AwsCredentialsProvider hanging =
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return AwsBasicCredentials.create("AKIDEXAMPLE", "secret-key");
        };
    try {
      assertThatThrownBy(() -> topic(TOPIC, hanging).deliver(deliveries("a")).await(60, SECONDS))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("3500");
    } finally {
      never.countDown();
    }
  }

  @Test
  void sendsNothingWithoutCredentials() throws Exception {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("Unable to load credentials");
        };
    var topic = topic(TOPIC, none);

    assertThatThrownBy(() -> topic.deliver(deliveries("a")).await(60, SECONDS))
        .hasMessageContaining("Unable to load credentials");
    assertThatThrownBy(() -> topic.probe().await(60, SECONDS));
    assertThat(credentials.check().toJson().encode())
        .contains("DOWN", "The last request to SNS failed: Unable to load credentials");
    assertThat(requests()).isEmpty();
  }

  @Test
  void isReadyAfterAProbeOfTheTopic() throws Exception {
    assertThat(topic(TOPIC, KEYS).probe().await(60, SECONDS).isAccepted()).isTrue();

    assertThat(form(0).getString("Action")).isEqualTo("GetTopicAttributes");
    assertThat(form(0).getString("TopicArn")).isEqualTo(TOPIC);
    assertThat(credentials.check().toJson().encode()).contains("UP", "SNS accepts our credentials");
  }

  @Test
  void isReadyWithoutTheRightToQueryTheTopic() throws Exception {
    failNext(403, "AuthorizationError");

    assertThat(topic(TOPIC, KEYS).probe().await(60, SECONDS).isAccepted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"403, InvalidClientTokenId", "403, SignatureDoesNotMatch", "404, NotFound"})
  void isNotReadyWithoutValidCredentialsOrATopic(int status, String code) throws Exception {
    failNext(status, code);

    assertThat(topic(TOPIC, KEYS).probe().await(60, SECONDS).isAccepted()).isFalse();
    assertThat(credentials.check().toJson().encode())
        .contains("DOWN", "SNS refuses our credentials (403: " + code, "SNS_TOPIC_ARN");
  }

  @Test
  void staysReadyAndReportsALaterRefusal() throws Exception {
    var topic = topic(TOPIC, KEYS);
    topic.probe().await(60, SECONDS);
    failNext(400, "ExpiredToken");
    topic.deliver(deliveries("a")).await(60, SECONDS);

    assertThat(credentials.check().toJson().encode()).contains("DEGRADED", "ExpiredToken");

    topic.deliver(deliveries("a")).await(60, SECONDS);
    assertThat(credentials.check().toJson().encode()).contains("SNS accepts our credentials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events",
        "arn:aws:sqs:eu-west-1:123456789012:events",
        "arn:aws:sns:eu-west-1:1:events",
        "arn:aws:sns:eu-west-1:123456789012:a b"
      })
  void rejectsAMalformedTopic(String topic) {
    var settings = new Settings(new JsonObject().put("SNS_TOPIC_ARN", topic));

    assertThat(SnsConfig.from(settings)).isEmpty();
    assertThat(settings.faults())
        .singleElement()
        .asString()
        .startsWith("SNS_TOPIC_ARN is \"" + topic);
  }

  @Test
  void readsTheRegionFromTheTopic() {
    var settings = new Settings(new JsonObject().put("SNS_TOPIC_ARN", TOPIC));

    assertThat(SnsConfig.from(settings).orElseThrow().region()).isEqualTo("eu-west-1");
    assertThat(SnsConfig.from(new Settings(new JsonObject()))).isEmpty();
    assertThat(settings.faults()).isEmpty();
  }

  private List<SinkResponse> publish(String topic, String... ids) throws Exception {
    return topic(topic, KEYS).deliver(deliveries(ids)).await(60, SECONDS);
  }

  private SnsTopic topic(String topic, AwsCredentialsProvider keys) throws Exception {
    var endpoint = Optional.of(URI.create(sandbox.pusherUrl()));
    var config = new SnsConfig(topic, "eu-west-1", endpoint);
    return SnsTopic.open(vertx, config, keys, credentials, 2).await(60, SECONDS);
  }

  /** Fails the next call as a whole. */
  private void failNext(int status, String code) {
    control.addFault(
        "sns",
        "status",
        new JsonObject()
            .put("status", status)
            .put("error", code)
            .put("message", "scripted")
            .put("times", 1));
  }

  /** Returns the requests that SNS received. */
  private List<JsonObject> requests() {
    return control.requests("sns");
  }

  private JsonObject form(int request) {
    return requests().get(request).getJsonObject("form");
  }

  private static List<QueuedEvent> deliveries(String... ids) {
    return Stream.of(ids).map(id -> QueuedEvent.of(encoded(id), Instant.EPOCH)).toList();
  }
}
