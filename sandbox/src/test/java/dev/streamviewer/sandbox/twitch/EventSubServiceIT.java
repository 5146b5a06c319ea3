package dev.streamviewer.sandbox.twitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.sandbox.CallbackReceiver;
import dev.streamviewer.sandbox.CallbackReceiver.Received;
import dev.streamviewer.sandbox.CallbackReceiver.Reply;
import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventSubServiceIT {
  private static final String PATH = "/helix/eventsub/subscriptions";
  private static final String SECRET = "a-secret-of-the-test";
  private static final String TFUE = "60978448";

  private final TestSandbox sandbox =
      TestSandbox.start(
          o ->
              o.withTwitch(
                  t ->
                      t.withEventSub(
                          t.eventSub()
                              .withRetryDelays(
                                  List.of(Duration.ofMillis(10), Duration.ofMillis(20)))
                              .withTimeout(Duration.ofMinutes(1))
                              .withFailuresBeforeRevocation(2)
                              .withMaxTotalCost(2))));
  private final CallbackReceiver receiver = new CallbackReceiver(sandbox.vertx());
  private final String token = sandbox.appToken();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void enablesASubscriptionAfterTheChallenge() {
    var answer = subscribe("stream.online", "1", receiver.url());
    var challenge = receiver.next();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(first(answer).getString("status"))
        .isEqualTo("webhook_callback_verification_pending");
    assertThat(answer.body()).doesNotContain(SECRET);
    assertThat(answer.json().getInteger("total_cost")).isEqualTo(1);
    assertThat(challenge.eventSub("Message-Type")).isEqualTo("webhook_callback_verification");
    assertThat(challenge.eventSub("Message-Signature")).isEqualTo(signature(challenge));
    assertThat(challenge.json().getString("challenge")).isNotBlank();
    awaitStatus("enabled");
  }

  @Test
  void failsASubscriptionAfterAWrongAnswer() {
    receiver.answers(
        received -> new Reply(200, "\"" + received.json().getString("challenge") + "\""));

    subscribe("stream.online", "1", receiver.url());

    awaitStatus("webhook_callback_verification_failed");
  }

  @Test
  void failsASubscriptionAfterAnAnswerWith201() {
    receiver.answers(received -> new Reply(201, received.json().getString("challenge")));

    subscribe("stream.online", "1", receiver.url());

    awaitStatus("webhook_callback_verification_failed");
  }

  @Test
  void failsASubscriptionWithAnUnreachableCallback() {
    subscribe("stream.online", "1", "http://localhost:1/callback");

    awaitStatus("webhook_callback_verification_failed");
  }

  @Test
  void refusesUserTokens() {
    var user = sandbox.signIn("tfue", "").getString("access_token");

    assertThat(
            sandbox
                .post(PATH, body("stream.online", "1", receiver.url()), sandbox.helix(user))
                .status())
        .isEqualTo(401);
  }

  @Test
  void refusesADuplicateWithTheIdOfTheFirst() {
    var id = first(enabled("stream.online", "1")).getString("id");

    var again = subscribe("stream.online", "1", receiver.url());

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json())
        .isEqualTo(
            new JsonObject()
                .put("error", "Conflict")
                .put("status", 409)
                .put("message", "subscription already exists")
                .put("id", id));
  }

  @Test
  void allowsThreeSubscriptionsOfOneTypeAndCondition() {
    sandbox.signIn("tfue", "");
    for (var number = 1; number <= 3; number++) {
      assertThat(subscribe("stream.online", "1", receiver.url() + number).status()).isEqualTo(202);
    }

    assertThat(subscribe("stream.online", "1", receiver.url() + 4).status()).isEqualTo(429);
  }

  @Test
  void refusesSubscriptionsOverTheCostLimit() {
    subscribe("stream.online", "1", receiver.url());
    subscribe("stream.offline", "1", receiver.url());

    var third = subscribe("channel.update", "2", receiver.url());

    assertThat(third.status()).isEqualTo(429);
    assertThat(third.json().getString("message")).contains("cost");
  }

  @Test
  void requiresConsentForPersonalTypes() {
    var refused = subscribe("channel.cheer", "1", receiver.url());
    sandbox.signIn("tfue", "bits:read");
    var accepted = subscribe("channel.cheer", "1", receiver.url());

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().getString("message"))
        .isEqualTo("subscription missing proper authorization");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(first(accepted).getInteger("cost")).isZero();
  }

  @Test
  void acceptsOneFilterPerList() {
    enabled("stream.online", "1");

    assertThat(list("?type=stream.offline").json().getJsonArray("data")).isEmpty();
    assertThat(list("?status=enabled").json().getJsonArray("data")).hasSize(1);
    assertThat(list("?user_id=" + TFUE).json().getJsonArray("data")).hasSize(1);
    assertThat(list("?user_id=" + TFUE + "&status=enabled").status()).isEqualTo(400);
  }

  @Test
  void deletesASubscriptionOnce() {
    var id = first(enabled("stream.online", "1")).getString("id");

    assertThat(delete("?id=" + id).status()).isEqualTo(204);
    assertThat(delete("?id=" + id).status()).isEqualTo(404);
    assertThat(delete("").status()).isEqualTo(400);
  }

  @Test
  void signsNotifications() {
    enabled("stream.online", "1");

    publishEvent(new JsonObject().put("type", "stream.online"));
    var notification = receiver.next();

    assertThat(notification.eventSub("Message-Signature")).isEqualTo(signature(notification));
    assertThat(notification.eventSub("Message-Retry")).isEqualTo("0");
    assertThat(notification.eventSub("Message-Timestamp"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z");
    assertThat(notification.eventSub("Subscription-Type")).isEqualTo("stream.online");
    assertThat(notification.json().getJsonObject("event").getString("broadcaster_user_login"))
        .isEqualTo("tfue");
  }

  @Test
  void keepsTheIdAndCountsRetries() {
    enabled("stream.online", "1");
    receiver.answers(
        received -> new Reply(received.eventSub("Message-Retry").equals("2") ? 204 : 503, ""));

    var sent = publishEvent(new JsonObject().put("type", "stream.online").put("wait", true));
    var tries = List.of(receiver.next(), receiver.next(), receiver.next());

    assertThat(tries).extracting(t -> t.eventSub("Message-Retry")).containsExactly("0", "1", "2");
    assertThat(tries).extracting(t -> t.eventSub("Message-Id")).containsOnly(message(sent));
    assertThat(tries)
        .extracting(t -> t.eventSub("Message-Signature"))
        .hasSize(3)
        .containsOnly(signature(tries.get(0)));
    assertThat(result(sent).getString("outcome")).isEqualTo("delivered");
    assertThat(result(sent).getInteger("attempts")).isEqualTo(3);
  }

  @Test
  void revokesASubscriptionAfterConsecutiveFailures() {
    enabled("stream.online", "1");
    receiver.answers(
        received ->
            new Reply(received.eventSub("Message-Type").equals("notification") ? 500 : 204, ""));
    var event = new JsonObject().put("type", "stream.online").put("wait", true);

    assertThat(result(publishEvent(event)).getString("outcome")).isEqualTo("failed");
    publishEvent(event);

    awaitStatus("notification_failures_exceeded");
    await().untilAsserted(() -> assertThat(revocations()).hasSize(1));
    assertThat(revocations().get(0).json().getJsonObject("subscription").getString("status"))
        .isEqualTo("notification_failures_exceeded");
  }

  @Test
  void revokesConsentedSubscriptionsOnDisconnect() {
    sandbox.signIn("tfue", "bits:read");
    enabled("stream.online", "1");
    subscribe("channel.cheer", "1", receiver.url());
    await().untilAsserted(() -> assertThat(statuses()).containsOnly("enabled").hasSize(2));

    sandbox.post("/sandbox/users/tfue/disconnect", new JsonObject());

    assertThat(statuses()).containsExactly("enabled", "authorization_revoked");
    await().untilAsserted(() -> assertThat(revocations()).hasSize(1));
  }

  @Test
  void revokesAllSubscriptionsOfADeletedAccount() {
    enabled("stream.online", "1");

    sandbox.delete("/sandbox/users/tfue");

    assertThat(statuses()).containsExactly("user_removed");
    await().untilAsserted(() -> assertThat(revocations()).hasSize(1));
  }

  private SandboxResponse enabled(String type, String version) {
    var answer = subscribe(type, version, receiver.url());
    receiver.next();
    awaitStatus("enabled");
    return answer;
  }

  private SandboxResponse subscribe(String type, String version, String callback) {
    return sandbox.post(PATH, body(type, version, callback), sandbox.helix(token));
  }

  private static JsonObject body(String type, String version, String callback) {
    return new JsonObject()
        .put("type", type)
        .put("version", version)
        .put("condition", new JsonObject().put("broadcaster_user_id", TFUE))
        .put(
            "transport",
            new JsonObject()
                .put("method", "webhook")
                .put("callback", callback)
                .put("secret", SECRET));
  }

  private SandboxResponse publishEvent(JsonObject order) {
    var answer = sandbox.post("/sandbox/events", order.copy().put("streamer", "tfue"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer;
  }

  private SandboxResponse list(String query) {
    return sandbox.get(PATH + query, sandbox.helix(token));
  }

  private SandboxResponse delete(String query) {
    return sandbox.delete(PATH + query, sandbox.helix(token));
  }

  private List<String> statuses() {
    return list("").json().getJsonArray("data").stream()
        .map(JsonObject.class::cast)
        .map(subscription -> subscription.getString("status"))
        .toList();
  }

  private void awaitStatus(String status) {
    await().untilAsserted(() -> assertThat(statuses()).containsOnly(status).isNotEmpty());
  }

  private List<Received> revocations() {
    return receiver.all().stream()
        .filter(received -> received.eventSub("Message-Type").equals("revocation"))
        .toList();
  }

  private static JsonObject first(SandboxResponse answer) {
    return answer.json().getJsonArray("data").getJsonObject(0);
  }

  private static String message(SandboxResponse answer) {
    return answer.json().getJsonArray("messages").getJsonObject(0).getString("id");
  }

  private static JsonObject result(SandboxResponse answer) {
    return answer
        .json()
        .getJsonArray("messages")
        .getJsonObject(0)
        .getJsonArray("results")
        .getJsonObject(0);
  }

  /** Calculates the signature independently of the code under test. */
  private static String signature(Received received) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      mac.update(received.eventSub("Message-Id").getBytes(StandardCharsets.US_ASCII));
      mac.update(received.eventSub("Message-Timestamp").getBytes(StandardCharsets.US_ASCII));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(received.body().getBytes()));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
