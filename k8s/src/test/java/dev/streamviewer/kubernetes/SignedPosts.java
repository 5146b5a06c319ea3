package dev.streamviewer.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts correctly signed notifications as Twitch does, and repeats each until a 2xx answer. */
final class SignedPosts implements AutoCloseable {
  /** The pauses before repetitions; Twitch itself repeats for longer. */
  private static final List<Duration> PAUSES =
      Stream.of(1, 2, 5, 10, 10).map(Duration::ofSeconds).toList();

  private static final int CONCURRENCY = 8;
  private static final String BODY =
      """
      {"subscription":{"id":"s","status":"enabled","type":"channel.update","version":"2","cost":0,
       "condition":{"broadcaster_user_id":"1337"},
       "transport":{"method":"webhook","callback":"http://gateway.localhost:8080/api/callback"},
       "created_at":"2026-11-24T00:00:00Z"},
       "event":{"broadcaster_user_id":"1337","broadcaster_user_login":"container",
       "broadcaster_user_name":"Container","title":"%s","language":"en","category_id":"1",
       "category_name":"Just Chatting","content_classification_labels":[]}}\
      """;

  private static final String CALLBACK = "/api/callback";

  private final Supplier<URI> entrance;
  private final String secret;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(CONCURRENCY);
  private final Set<String> pending = ConcurrentHashMap.newKeySet();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> givenUp = ConcurrentHashMap.newKeySet();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  /**
   * @param entrance the address of a gateway, asked for each attempt
   * @param secret the secret of the subscription
   */
  SignedPosts(Supplier<URI> entrance, String secret) {
    this.entrance = entrance;
    this.secret = secret;
  }

  /** Posts new messages at a fixed rate from now on. */
  void begin(int perSecond) {
    clock.scheduleAtFixedRate(this::post, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
  }

  /** Stops new messages; messages without a 2xx answer are still repeated. */
  void end() {
    ended = true;
  }

  /** The ids of the messages with a 2xx answer, at any attempt. */
  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** The number of messages that are neither acknowledged nor given up. */
  int pending() {
    return pending.size();
  }

  /** The ids of the messages that were given up without a 2xx answer. */
  Set<String> givenUp() {
    return Set.copyOf(givenUp);
  }

  /** Every other answer: time, attempt and text. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void post() {
    if (ended) {
      return;
    }
    var id = UUID.randomUUID().toString();
    pending.add(id);
    attempt(id, Instant.now().toString(), 0);
  }

  private void attempt(String id, String timestamp, int retry) {
    var answer = send(id, timestamp, retry);
    if (answer.isEmpty()) {
      acknowledged.add(id);
      pending.remove(id);
      return;
    }
    refusals.add("%s, attempt %d: %s".formatted(Instant.now(), retry + 1, answer));
    if (retry < PAUSES.size()) {
      clock.schedule(
          () -> attempt(id, timestamp, retry + 1),
          PAUSES.get(retry).toMillis(),
          TimeUnit.MILLISECONDS);
    } else {
      givenUp.add(id);
      pending.remove(id);
    }
  }

  /** Sends a message; returns the refusal, or an empty string after a 2xx answer. */
  private String send(String id, String timestamp, int retry) {
    var body = BODY.formatted(id);
    var request =
        HttpRequest.newBuilder(entrance.get().resolve(CALLBACK))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .header("Twitch-Eventsub-Message-Id", id)
            .header("Twitch-Eventsub-Message-Retry", String.valueOf(retry))
            .header("Twitch-Eventsub-Message-Type", "notification")
            .header("Twitch-Eventsub-Message-Timestamp", timestamp)
            .header("Twitch-Eventsub-Message-Signature", "sha256=" + sign(id + timestamp + body))
            .header("Twitch-Eventsub-Subscription-Type", "channel.update")
            .header("Twitch-Eventsub-Subscription-Version", "2")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 204 ? "" : answer.statusCode() + " " + answer.body();
    } catch (Exception e) {
      return e.toString();
    }
  }

  private String sign(String message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(message.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
