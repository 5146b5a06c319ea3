package dev.streamviewer.webhook.ingest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.platform.record.RecordJson;
import dev.streamviewer.testing.JsonMutation;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.MutatedBody;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.dedup.LocalDeliveryMarks;
import dev.streamviewer.webhook.delivery.AnswerDeadline;
import dev.streamviewer.webhook.delivery.EventDelivery;
import dev.streamviewer.webhook.delivery.EventPipeline;
import dev.streamviewer.webhook.delivery.Outbox;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.eventsub.SignatureVerifier;
import dev.streamviewer.webhook.fact.ChannelMemory;
import dev.streamviewer.webhook.headline.EventStreamers;
import dev.streamviewer.webhook.headline.EventTranslator;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import dev.streamviewer.webhook.moderation.ModeratorWatches;
import dev.streamviewer.webhook.websub.WebSubReceiver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** Tests signed messages whose content no one expects. */
class MutatedMessagesTest {
  private static final Secret SECRET = new Secret("recorded-secret-0123456789");
  private static final Instant NOW = Instant.parse("2026-11-23T21:50:00Z");
  private static final Vertx VERTX = Vertx.vertx();
  private static final String TFUE = "60978448";

  /** The streamers whom a mutated body may name. */
  private static final Map<String, Streamer> AT_TWITCH =
      Map.of(
          TFUE,
          new Streamer(TFUE, "tfue", "Tfue"),
          "503254",
          new Streamer("503254", "hubveteran", "HubVeteran"));

  private final TestClock clock = new TestClock(NOW);
  private final List<StreamEvent> published = new ArrayList<>();

  @AfterContainer
  static void close() throws Exception {
    VERTX.close().await(60, SECONDS);
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
  void reachOnlyTheStreamerOfTheSubscription(@ForAll("events") MutatedBody body) {
    var message =
        new JsonObject()
            .put("subscription", subscription(body.vector().type()))
            .put("event", body.event());

    assertThat(receive(message).status()).isEqualTo(204);

    assertThat(published)
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.streamer().id()).isEqualTo(TFUE))
        .extracting(ChannelNames::channelOf)
        .allMatch(List.of("tfue", "private-tfue")::contains);
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
  void areAnsweredWithoutAnError(@ForAll("messages") JsonObject message) {
    assertThat(receive(message).status()).isIn(200, 204, 400);

    assertThat(published)
        .allSatisfy(
            event -> assertThat(RecordJson.encode(event).length).isLessThanOrEqualTo(10_240))
        .extracting(ChannelNames::channelOf)
        .allMatch(channel -> channel.matches("(private-)?[a-z0-9_]{1,25}"));
  }

  @Property(tries = 20)
  void mayBeNestedDeeply(@ForAll @IntRange(min = 500, max = 3_000) int depth) {
    var title = "[".repeat(depth) + "]".repeat(depth);
    var message =
        new JsonObject()
            .put("subscription", subscription("channel.update"))
            .put("event", new JsonObject().put("title", "DEEP"))
            .encode()
            .replace("\"DEEP\"", title);

    assertThat(receive(message).status()).isIn(204, 400);
  }

  @Provide
  Arbitrary<MutatedBody> events() {
    return MutatedBody.of(vector -> vector.type().matches("(channel|stream)\\..+"));
  }

  @Provide
  Arbitrary<JsonObject> messages() {
    return MutatedBody.messages(subscription("channel.update"));
  }

  /** Outgoing raids name the streamer in another field of the condition. */
  private static JsonObject subscription(String type) {
    var field = "channel.raid".equals(type) ? "to_broadcaster_user_id" : "broadcaster_user_id";
    return new JsonObject()
        .put("id", "s1")
        .put("type", type)
        .put("status", "enabled")
        .put("condition", new JsonObject().put(field, TFUE));
  }

  private WebhookReceiver receiver() {
    AsyncMap<String, String> map = map("outbox");
    var outbox = new Outbox(map, () -> 1, clock, 3, Timers.of(VERTX));
    var timers = Timers.of(VERTX);
    var streamers =
        new EventStreamers(
            id -> Future.succeededFuture(Optional.ofNullable(AT_TWITCH.get(id))),
            id -> TFUE.equals(id) ? List.of("tfue") : List.of());
    var translator =
        new EventTranslator(
            streamers,
            new ChannelMemory(update -> {}, clock),
            (id, original) -> {},
            moderator -> false);
    var marks = new LocalDeliveryMarks(100, clock);
    var pipeline =
        new EventPipeline(
            Deduplicator.ofMessages(new LocalDeliveryMarks(100, clock)),
            Deduplicator.ofEvents(marks),
            new CrossSubscriptionDeduplicator(map("marks"), clock),
            new EventDelivery(this::publish, outbox, timers),
            new AnswerDeadline(outbox, timers));
    return new WebhookReceiver(
        new SignatureVerifier(List.of(SECRET)),
        new ChallengeResponder(confirmed -> {}, id -> Future.succeededFuture(false)),
        new EventSubReceiver(
            translator, pipeline, Deduplicator.ofMessages(marks), ended -> {}, moderators()),
        new WebSubReceiver(Optional.empty(), translator, pipeline, clock),
        new OutcomeCounters(new SimpleMeterRegistry()),
        clock);
  }

  private ModeratorRoles moderators() {
    return new ModeratorRoles(
        new ModeratorWatches(clock),
        question -> Future.failedFuture("not asked here"),
        new ModeratorRoles.Signals(watched -> {}, removed -> {}, unknown -> {}));
  }

  private static AsyncMap<String, String> map(String name) {
    try {
      return VERTX.sharedData().<String, String>getLocalAsyncMap(name).await(60, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Future<CallbackOutcome> publish(StreamEvent event) {
    published.add(event);
    return Future.succeededFuture(CallbackOutcome.DELIVERED);
  }

  /** Sends a message to a new receiver, which knows no message before. */
  private WebhookVerdict receive(JsonObject message) {
    return receive(message.encode());
  }

  private WebhookVerdict receive(String message) {
    published.clear();
    try {
      return receiver().receive(signed(JsonMutation.ascii(message))).await(60, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static WebhookDelivery signed(String body) {
    var prefix = "twitch-eventsub-message-";
    return new WebhookDelivery(
        Map.of(
            prefix + "id", List.of("m1"),
            prefix + "timestamp", List.of(NOW.toString()),
            prefix + "type", List.of("notification"),
            prefix + "signature", List.of("sha256=" + hmac("m1" + NOW + body))),
        Buffer.buffer(body));
  }

  private static String hmac(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
