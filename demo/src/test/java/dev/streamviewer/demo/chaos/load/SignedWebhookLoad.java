package dev.streamviewer.demo.chaos.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends signed webhooks at a steady rate, about many streamers in turn, each only once. */
public final class SignedWebhookLoad implements AutoCloseable {
  private static final int STREAMERS = 1_000;
  private static final int TICK_MILLIS = 10;
  private static final int MAX_IN_FLIGHT = 4_000;
  private static final String TYPE = "channel.channel_points_custom_reward_redemption.add";

  private static final String BODY =
      """
      {"subscription":{"id":"f1c2a387-161a-49f9-a165-0f21d7a4e1c4","status":"enabled","type":"%1$s",\
      "version":"1","condition":{"broadcaster_user_id":"%2$d","reward_id":""},"transport":\
      {"method":"webhook","callback":"%3$s"},"created_at":"2026-11-20T10:11:12.634234626Z","cost":0},\
      "event":{"id":"%4$s","broadcaster_user_id":"%2$d","broadcaster_user_login":"streamer%2$d",\
      "broadcaster_user_name":"Streamer%2$d","user_id":"9001","user_login":"cooler_user",\
      "user_name":"Cooler_User","user_input":"%5$s","status":"unfulfilled","reward":\
      {"id":"92af127c-7326-4483-a52b-b0da0be61c01","title":"Choose the next song","cost":100,\
      "prompt":"Which song shall it be?"},"redeemed_at":"%6$s"}}\
      """;

  private static final String USER_INPUT = "Play the next one in reverse, please! ".repeat(5);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client;
  private final URI callback;
  private final Mac mac;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final long timer;
  private int index;

  /**
   * @param callback the target of the webhooks
   * @param secret the key of the signatures
   */
  public SignedWebhookLoad(URI callback, String secret, int perSecond)
      throws GeneralSecurityException {
    this.callback = callback;
    mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(1_000),
            new PoolOptions().setHttp1MaxSize(200));
    var perTick = perSecond * TICK_MILLIS / 1_000;
    timer = vertx.setPeriodic(TICK_MILLIS, tick -> post(perTick));
  }

  /** Returns the number of 2xx responses. */
  public int accepted() {
    return accepted.get();
  }

  /** Returns the number of other and missing responses. */
  public int refused() {
    return refused.get();
  }

  @Override
  public void close() throws TimeoutException {
    vertx.cancelTimer(timer);
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  private void post(int count) {
    for (var i = 0; i < count && inFlight.get() < MAX_IN_FLIGHT; i++) {
      post();
    }
  }

  private void post() {
    inFlight.incrementAndGet();
    var id = UUID.randomUUID().toString();
    var at = Instant.now().toString();
    var streamer = 91_000_000 + index++ % STREAMERS;
    var body = BODY.formatted(TYPE, streamer, callback, id, USER_INPUT, at);
    mac.update((id + at).getBytes(UTF_8));
    var signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    client
        .request(HttpMethod.POST, callback.getPort(), callback.getHost(), callback.getPath())
        .compose(
            request ->
                request
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Twitch-Eventsub-Message-Id", id)
                    .putHeader("Twitch-Eventsub-Message-Retry", "0")
                    .putHeader("Twitch-Eventsub-Message-Type", "notification")
                    .putHeader("Twitch-Eventsub-Message-Timestamp", at)
                    .putHeader("Twitch-Eventsub-Message-Signature", "sha256=" + signature)
                    .putHeader("Twitch-Eventsub-Subscription-Type", TYPE)
                    .putHeader("Twitch-Eventsub-Subscription-Version", "1")
                    .idleTimeout(20_000)
                    .send(Buffer.buffer(body)))
        .map(HttpClientResponse::statusCode)
        .otherwise(0)
        .onSuccess(status -> (status / 100 == 2 ? accepted : refused).incrementAndGet())
        .onComplete(done -> inFlight.decrementAndGet());
  }
}
