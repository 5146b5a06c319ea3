package dev.streamviewer.demo.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.ChangingDemo;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes secret, address and transport while events arrive; no event is missed or shown twice. */
class ChangesUnderLoadIT {
  private static final String STREAMER = "hubveteran";
  private static final String OLD = "the-secret-before";
  private static final String NEW = "the-secret-of-now";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration OVERLAP = Duration.ofSeconds(31);

  private final ChangingDemo demo = ChangingDemo.withoutTheProduct();
  private final SandboxControl control = demo.control();
  private final String moved = demo.at("127.0.0.1");

  @AfterEach
  void close() {
    demo.close();
  }

  @Test
  void movesSubscriptionsToANewSecretAndAddress() {
    begin(Map.of("WEBHOOK_SECRET", OLD));
    try (var load = new TitleLoad(control, STREAMER)) {
      begin(changed(Map.of()));

      control.awaitSubscriptions(STREAMER, 16);
      demo.advance(OVERLAP);
      control.awaitSubscriptions(STREAMER, 8);

      assertThat(control.subscriptions(STREAMER))
          .extracting(it -> it.getJsonObject("transport").getString("callback"))
          .allMatch(it -> it.startsWith(moved + "/api/callback?signed="));
      load.assertThatEachWasShownOnce();
    }
  }

  @Test
  void movesShardsToANewSecretAndAddressWithoutResubscribing() {
    begin(Map.of("WEBHOOK_SECRET", OLD, "TWITCH_TRANSPORT", "conduit"));
    // Without an enabled shard Twitch drops events.
    awaitShardsAt(demo.at("localhost") + "/api/callback");
    var before = ids();
    try (var load = new TitleLoad(control, STREAMER)) {
      control.addFault(
          "helix",
          "status",
          new JsonObject().put("status", 503).put("path", "/conduits").put("times", 2));
      begin(changed(Map.of("TWITCH_TRANSPORT", "conduit")));

      awaitShardsAt(moved + "/api/callback?signed=");
      assertThat(ids()).isEqualTo(before);
      load.assertThatEachWasShownOnce();
    }
  }

  @Test
  void movesSubscriptionsFromWebhooksToAConduitAndBack() {
    begin(Map.of("WEBHOOK_SECRET", OLD));
    try (var load = new TitleLoad(control, STREAMER)) {
      begin(Map.of("WEBHOOK_SECRET", OLD, "TWITCH_TRANSPORT", "conduit"));
      control.awaitSubscriptions(STREAMER, 16);
      demo.advance(OVERLAP);
      control.awaitSubscriptions(STREAMER, 8);
      assertThat(methods()).containsOnly("conduit");

      begin(Map.of("WEBHOOK_SECRET", OLD));
      control.awaitSubscriptions(STREAMER, 16);
      demo.advance(OVERLAP);
      control.awaitSubscriptions(STREAMER, 8);
      assertThat(methods()).containsOnly("webhook");
      load.assertThatEachWasShownOnce();
    }
    sendRevocation("channel.raid");
    control.awaitSubscriptions(STREAMER, 6);
    demo.advance(Duration.ofMinutes(3));
    sendRevocation("stream.offline");
    await("the conduit is cleared away")
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(control.conduits()).isEmpty());
  }

  private void begin(Map<String, String> environment) {
    demo.restart(environment);
    demo.watch("tfue", STREAMER);
    control.awaitSubscriptionsAtLeast(STREAMER, 8);
  }

  private void awaitShardsAt(String callback) {
    await("shards at " + callback)
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(control.shards())
                    .hasSize(2)
                    .allMatch(
                        it ->
                            it.getString("status").equals("enabled")
                                && it.getJsonObject("transport")
                                    .getString("callback")
                                    .startsWith(callback)));
  }

  private Map<String, String> changed(Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("WEBHOOK_SECRET", NEW);
    environment.put("WEBHOOK_SECRET_PREVIOUS", OLD);
    environment.put("PUBLIC_URL", moved);
    environment.put("PUBLIC_URL_PREVIOUS", demo.at("localhost"));
    return environment;
  }

  /** Sends a revocation, which makes the reconciler look again. */
  private void sendRevocation(String subscriptionType) {
    control.happen(
        new JsonObject()
            .put("type", "revocation")
            .put("streamer", STREAMER)
            .put("subscriptionType", subscriptionType)
            .put("reason", "notification_failures_exceeded"));
  }

  private List<String> ids() {
    return control.subscriptions(STREAMER).stream().map(it -> it.getString("id")).toList();
  }

  private List<String> methods() {
    return control.subscriptions(STREAMER).stream()
        .map(it -> it.getJsonObject("transport").getString("method"))
        .toList();
  }
}
