package dev.streamviewer.webhook.ingest;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.dedup.DeliveryMarks;
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
import dev.streamviewer.webhook.headline.StreamerLookup;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import dev.streamviewer.webhook.moderation.ModeratorWatches;
import dev.streamviewer.webhook.websub.HubCredentials;
import dev.streamviewer.webhook.websub.WebSubConfig;
import dev.streamviewer.webhook.websub.WebSubReceiver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A receiver of webhooks whose events a test observes, and messages that Twitch signed. */
@ExtendWith(VertxExtension.class)
abstract class ReceivedWebhooks {
  static final Secret SECRET = new Secret("recorded-secret-0123456789");
  static final String TOPICS = "https://api.twitch.tv/helix/streams";
  static final HubCredentials CREDENTIALS = new HubCredentials(List.of(SECRET));
  static final Instant NOW = Instant.parse("2026-11-23T21:50:00Z");
  static final Map<String, Streamer> AT_TWITCH =
      Map.of(
          "60978448", new Streamer("60978448", "tfue", "Tfue"),
          "503254", new Streamer("503254", "hubveteran", "HubVeteran"));

  final TestClock clock = new TestClock(NOW);
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<StreamEvent> delivered = new ArrayList<>();
  Function<StreamEvent, Future<CallbackOutcome>> notifier = this::accept;
  final List<SubscriptionConfirmed> confirmations = new ArrayList<>();
  final AtomicInteger ended = new AtomicInteger();
  final List<ModeratorRemoved> removed = new ArrayList<>();
  final List<ChannelModerator> untold = new ArrayList<>();
  final ModeratorWatches moderatorWatches = new ModeratorWatches(clock);
  final ModeratorRoles moderators =
      new ModeratorRoles(
          moderatorWatches,
          question -> Future.failedFuture("not asked here"),
          new ModeratorRoles.Signals(watched -> {}, removed::add, untold::add));
  final Map<String, List<String>> watchedLogins = new HashMap<>();
  Optional<WebSubConfig> hub =
      Optional.of(
          new WebSubConfig(
              URI.create("https://hub.test/hub"),
              URI.create(TOPICS),
              URI.create("https://viewer.test/api/callback"),
              CREDENTIALS));
  int members = 1;
  final Cluster cluster = () -> members;
  AsyncMap<String, String> map;
  AsyncMap<String, String> marks;
  CrossSubscriptionDeduplicator crossSubscriptionDeduplicator;
  WebhookReceiver receiver;

  @BeforeEach
  void build(Vertx vertx) throws Exception {
    map = vertx.sharedData().<String, String>getLocalAsyncMap("outbox").await(60, TimeUnit.SECONDS);
    marks =
        vertx.sharedData().<String, String>getLocalAsyncMap("marks").await(60, TimeUnit.SECONDS);
    crossSubscriptionDeduplicator = new CrossSubscriptionDeduplicator(marks, clock);
    receiver = receiver(vertx, new LocalDeliveryMarks(100, clock));
  }

  WebhookReceiver receiver(Vertx vertx, DeliveryMarks endings) {
    StreamerLookup streamers = id -> Future.succeededFuture(Optional.ofNullable(AT_TWITCH.get(id)));
    var outbox = new Outbox(map, cluster, clock, 3, Timers.of(vertx));
    var timers = Timers.of(vertx);
    var translator =
        new EventTranslator(
            new EventStreamers(streamers, id -> watchedLogins.getOrDefault(id, List.of())),
            new ChannelMemory(update -> {}, clock),
            (id, original) -> {},
            moderatorWatches::isKnown);
    var pipeline =
        new EventPipeline(
            Deduplicator.ofMessages(new LocalDeliveryMarks(100, clock)),
            Deduplicator.ofEvents(new LocalDeliveryMarks(100, clock)),
            crossSubscriptionDeduplicator,
            new EventDelivery(event -> notifier.apply(event), outbox, timers),
            new AnswerDeadline(outbox, timers));
    return new WebhookReceiver(
        new SignatureVerifier(List.of(SECRET)),
        new ChallengeResponder(confirmations::add, id -> Future.succeededFuture("ours".equals(id))),
        new EventSubReceiver(
            translator,
            pipeline,
            Deduplicator.ofMessages(endings),
            subscription -> ended.incrementAndGet(),
            moderators),
        new WebSubReceiver(hub, translator, pipeline, clock),
        new OutcomeCounters(meters),
        clock);
  }

  Future<CallbackOutcome> accept(StreamEvent event) {
    delivered.add(event);
    return Future.succeededFuture(CallbackOutcome.DELIVERED);
  }

  Set<String> kept() throws Exception {
    return map.keys().await(60, TimeUnit.SECONDS);
  }

  double count(String outcome) {
    return meters.counter("sev_webhook_callbacks", "outcome", outcome).count();
  }

  WebhookVerdict receive(WebhookDelivery delivery) {
    return await(receiver.receive(delivery));
  }

  static WebhookVerdict await(Future<WebhookVerdict> verdict) {
    try {
      return verdict.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static WebhookDelivery notification(String id, String type, String event) {
    return notificationAt(id, type, event, NOW);
  }

  static WebhookDelivery notificationAt(String id, String type, String event, Instant at) {
    var json = new JsonObject(event);
    if (!json.containsKey("broadcaster_user_login")) {
      json.put("broadcaster_user_login", "Tfue").put("broadcaster_user_id", "60978448");
    }
    return signed(id, "notification", body(type, "\"event\":" + json), at);
  }

  static WebhookDelivery challengeOfShard(String conduitId) {
    return signed(
        "m1",
        "webhook_callback_verification",
        "{\"challenge\":\"c-1\",\"conduit_shard\":{\"conduit_id\":\"%s\",\"shard\":\"0\"}}"
            .formatted(conduitId));
  }

  static WebhookDelivery copy(String id, String subscription) {
    return copy(id, subscription, NOW);
  }

  static WebhookDelivery copy(String id, String subscription, Instant at) {
    var event = "\"event\":{\"bits\":5,\"broadcaster_user_login\":\"tfue\"}";
    var body =
        body("channel.cheer", event)
            .replace("\"subscription\":{", "\"subscription\":{\"id\":\"" + subscription + "\",");
    return signed(id, "notification", body, at);
  }

  static String body(String type, String event) {
    return "{\"subscription\":{\"type\":\"%s\",\"condition\":{\"broadcaster_user_id\":\"60978448\"}},%s}"
        .formatted(type, event);
  }

  static WebhookDelivery signed(String id, String type, String body) {
    return signed(id, type, body, NOW);
  }

  static WebhookDelivery signed(String id, String type, String body, Instant at) {
    var prefix = "twitch-eventsub-message-";
    return new WebhookDelivery(
        Map.of(
            prefix + "id", List.of(id),
            prefix + "timestamp", List.of(at.toString()),
            prefix + "type", List.of(type),
            prefix + "signature", List.of("sha256=" + hmac(id + at + body))),
        Buffer.buffer(body));
  }

  static WebhookDelivery with(WebhookDelivery message, String header, String value) {
    var headers = new HashMap<>(message.headers());
    headers.put("twitch-eventsub-message-" + header, List.of(value));
    return new WebhookDelivery(headers, message.body());
  }

  static String hmac(String text) {
    return hmac("HmacSHA256", SECRET, text);
  }

  static String hmac(String algorithm, Secret secret, String text) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), algorithm));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
