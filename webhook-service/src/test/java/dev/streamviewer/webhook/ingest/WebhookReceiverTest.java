package dev.streamviewer.webhook.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.contract.streamer.ModeratorWatched;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.dedup.ClusteredDeliveryMarks;
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
import dev.streamviewer.webhook.fact.FactReaders;
import dev.streamviewer.webhook.headline.EventStreamers;
import dev.streamviewer.webhook.headline.EventTranslator;
import dev.streamviewer.webhook.headline.StreamerLookup;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import dev.streamviewer.webhook.moderation.ModeratorWatches;
import dev.streamviewer.webhook.subscription.ShardDisabledSubscription;
import dev.streamviewer.webhook.websub.HubCredentials;
import dev.streamviewer.webhook.websub.WebSubConfig;
import dev.streamviewer.webhook.websub.WebSubReceiver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class WebhookReceiverTest {
  private static final Secret SECRET = new Secret("recorded-secret-0123456789");
  private static final String TOPICS = "https://api.twitch.tv/helix/streams";
  private static final HubCredentials CREDENTIALS = new HubCredentials(List.of(SECRET));
  private static final Instant NOW = Instant.parse("2026-11-23T21:50:00Z");
  private static final Map<String, Streamer> AT_TWITCH =
      Map.of(
          "60978448", new Streamer("60978448", "tfue", "Tfue"),
          "503254", new Streamer("503254", "hubveteran", "HubVeteran"));

  private final TestClock clock = new TestClock(NOW);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<StreamEvent> delivered = new ArrayList<>();
  private Function<StreamEvent, Future<CallbackOutcome>> notifier = this::accept;
  private final List<SubscriptionConfirmed> confirmations = new ArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();
  private final List<ModeratorRemoved> removed = new ArrayList<>();
  private final List<ChannelModerator> untold = new ArrayList<>();
  private final ModeratorWatches moderatorWatches = new ModeratorWatches(clock);
  private final ModeratorRoles moderators =
      new ModeratorRoles(
          moderatorWatches,
          question -> Future.failedFuture("not asked here"),
          new ModeratorRoles.Signals(watched -> {}, removed::add, untold::add));
  private final Map<String, List<String>> watchedLogins = new HashMap<>();
  private Optional<WebSubConfig> hub =
      Optional.of(
          new WebSubConfig(
              URI.create("https://hub.test/hub"),
              URI.create(TOPICS),
              URI.create("https://viewer.test/api/callback"),
              CREDENTIALS));
  private int members = 1;
  private final Cluster cluster = () -> members;
  private AsyncMap<String, String> map;
  private AsyncMap<String, String> marks;
  private CrossSubscriptionDeduplicator crossSubscriptionDeduplicator;
  private WebhookReceiver receiver;

  static Stream<RecordedRequest> notifications() {
    return RecordedRequest.eventSub().filter(it -> it.messageType().equals("notification"));
  }

  static Stream<RecordedRequest> revocations() {
    return RecordedRequest.eventSub().filter(it -> it.messageType().equals("revocation"));
  }

  static Stream<RecordedRequest> challenges() {
    return RecordedRequest.eventSub().filter(it -> it.messageType().startsWith("webhook_callback"));
  }

  static Stream<RecordedRequest> webSub() {
    return RecordedRequest.webSub();
  }

  @BeforeEach
  void build(Vertx vertx) throws Exception {
    map = vertx.sharedData().<String, String>getLocalAsyncMap("outbox").await(60, TimeUnit.SECONDS);
    marks =
        vertx.sharedData().<String, String>getLocalAsyncMap("marks").await(60, TimeUnit.SECONDS);
    crossSubscriptionDeduplicator = new CrossSubscriptionDeduplicator(marks, clock);
    receiver = receiver(vertx, new LocalDeliveryMarks(100, clock));
  }

  private WebhookReceiver receiver(Vertx vertx, DeliveryMarks endings) {
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

  @ParameterizedTest
  @MethodSource("notifications")
  void deliversRecordedNotificationsOfTheTwitchCli(RecordedRequest recorded) {
    assertThat(receive(recorded.delivery())).isEqualTo(WebhookVerdict.accepted());

    assertThat(delivered).hasSize(1);
    var event = delivered.get(0);
    assertThat(event.id()).isEqualTo(recorded.id());
    assertThat(event.type()).isEqualTo(recorded.header("twitch-eventsub-subscription-type"));
    assertThat(event.at()).isEqualTo(recorded.at());
    assertThat(event.streamer().login())
        .isEqualTo(event.type().startsWith("user.") ? "testfromuser" : "tfue");
    assertThat(FactReaders.knows(event.type())).isTrue();
    assertThat(event.headline()).isNotBlank();
    assertThat(event.details().isEmpty()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("revocations")
  void deliversARevocationWithItsReason(RecordedRequest recorded) {
    assertThat(receive(recorded.delivery())).isEqualTo(WebhookVerdict.accepted());

    assertThat(ended).hasValue(1);
    var event = delivered.get(0);
    assertThat(event.type()).isEqualTo(StreamEvent.REVOCATION);
    assertThat(event.streamer().login()).isEqualTo("tfue");
    assertThat(event.details().getString("type")).isEqualTo("stream.online");
    assertThat(event.details().getString("reason"))
        .isEqualTo(recorded.json().getJsonObject("subscription").getString("status"));
  }

  @ParameterizedTest
  @MethodSource("challenges")
  void answersAChallengeWithTheChallenge(RecordedRequest recorded) {
    assertThat(receive(recorded.delivery()))
        .isEqualTo(WebhookVerdict.challenge(recorded.json().getString("challenge")));
    assertThat(delivered).isEmpty();
    assertThat(confirmations)
        .containsExactly(
            new SubscriptionConfirmed("stream.online", "broadcaster_user_id", "60978448"));
  }

  @Test
  void answersChallengesOfItsOwnConduitOnly() {
    var ours = challengeOfShard("ours");
    var foreign = challengeOfShard("of others");

    assertThat(receive(ours)).isEqualTo(WebhookVerdict.challenge("c-1"));
    assertThat(receive(foreign).status()).isEqualTo(404);
    assertThat(receive(foreign).text()).contains("of others");
    assertThat(count("not_ours")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"challenge\":\"c\",\"conduit_shard\":{}}",
        "{\"conduit_shard\":{\"conduit_id\":\"x\"}}"
      })
  void refusesAShardChallengeWithoutAConduitId(String body) {
    assertThat(receive(signed("m1", "webhook_callback_verification", body)).status())
        .isEqualTo(400);
  }

  @Test
  void reportsADisabledShardWithoutAnEvent() {
    var event = "\"event\":{\"conduit_id\":\"ours\",\"shard_id\":\"1\"}";

    var verdict = receive(signed("m1", "notification", body("conduit.shard.disabled", event)));

    assertThat(verdict.status()).isEqualTo(204);
    assertThat(ended).hasValue(1);
    assertThat(delivered).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("webSub")
  void acceptsNotificationsThatTwitchsHubSentIn2020(RecordedRequest recorded) {
    assertThat(receive(ofHub("503254", recorded))).isEqualTo(WebhookVerdict.accepted());

    var event = delivered.get(0);
    assertThat(event.type()).isEqualTo("stream.offline");
    assertThat(event.streamer().login()).isEqualTo("hubveteran");
    assertThat(event.headline()).isEqualTo("HubVeteran went offline");
    assertThat(event.id()).isEqualTo("0dbbbda0-3c05-4aa0-aed1-c98fa6d9807e");
  }

  @ParameterizedTest
  @MethodSource("webSub")
  void refusesAChangedWebSubBody(RecordedRequest recorded) {
    var genuine = ofHub("503254", recorded);
    var forged =
        new WebhookDelivery(
            genuine.headers(), Buffer.buffer("{\"data\":[{}]}"), genuine.hubToken());

    assertThat(receive(forged).status()).isEqualTo(403);
    assertThat(receive(forged).text()).contains("does not match");
    assertThat(delivered).isEmpty();
  }

  @Test
  void refusesHubNotificationsIfNoHubIsConfigured(Vertx vertx) {
    var message = ofHub("503254", "sha256", "{\"data\":[]}");
    hub = Optional.empty();
    receiver = receiver(vertx, new LocalDeliveryMarks(100, clock));

    assertThat(receive(message).status()).isEqualTo(404);
    assertThat(receive(message).text()).contains("No WebSub hub is configured");
    assertThat(delivered).isEmpty();
    assertThat(count("not_ours")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha384", "sha512"})
  void acceptsAllSignatureMethodsOfAHub(String method) {
    var body = "{\"data\":[{\"id\":\"9\",\"user_id\":\"503254\"}]}";

    assertThat(receive(ofHub("503254", method, body))).isEqualTo(WebhookVerdict.accepted());

    assertThat(delivered.get(0).type()).isEqualTo("stream.online");
    assertThat(delivered.get(0).streamer().login()).isEqualTo("hubveteran");
  }

  @Test
  void refusesSha1WithTheAcceptedMethods() {
    var verdict = receive(ofHub("503254", "sha1", "{\"data\":[]}"));

    assertThat(verdict.status()).isEqualTo(403);
    assertThat(verdict.text()).contains("expected sha256, sha384 or sha512");
    assertThat(count("bad_signature")).isEqualTo(1);
  }

  @Test
  void refusesANotificationOfAnotherTopic() {
    var recorded = ofHub("503254", "sha256", "{\"data\":[]}");
    var other = "60978448";
    var relabelled =
        new WebhookDelivery(
            hubHeaders(other, recorded.header("x-hub-signature").get(0)),
            recorded.body(),
            recorded.hubToken());
    var redirected =
        new WebhookDelivery(
            relabelled.headers(), recorded.body(), credentials(SECRET, other).token());

    assertThat(receive(relabelled).status()).as("at the callback of its topic").isEqualTo(404);
    assertThat(receive(redirected).status()).as("at the other callback").isEqualTo(403);
    assertThat(delivered).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"user_id\":\"60978448\"}]",
        "[{\"user_id\":503254}]",
        "[{}]",
        "[{},{\"user_id\":\"503254\"}]"
      })
  void refusesAStreamOfAnotherTopic(String data) {
    var verdict = receive(ofHub("503254", "sha256", "{\"data\":" + data + "}"));

    assertThat(verdict.status()).isEqualTo(403);
    assertThat(verdict.text()).contains("another streamer's", "user_id 503254");
    assertThat(delivered).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[5]", "[null]", "{}", "null"})
  void refusesHubDataWithoutAStream(String data) {
    assertThat(receive(ofHub("503254", "sha256", "{\"data\":" + data + "}")).status())
        .isEqualTo(400);
    assertThat(delivered).isEmpty();
  }

  @Test
  void refusesANotificationWithoutItsCallbackToken() {
    var genuine = ofHub("503254", "sha256", "{\"data\":[]}");
    for (var token : new Secret[] {null, new Secret(""), new Secret("guessed")}) {
      var verdict = receive(new WebhookDelivery(genuine.headers(), genuine.body(), token));

      assertThat(verdict.status()).isEqualTo(404);
      assertThat(verdict.text()).contains("No such subscription");
    }
    assertThat(delivered).isEmpty();
  }

  @Test
  void refusesAHubNotificationSignedWithTheWebhookSecret() {
    var genuine = ofHub("503254", "sha256", "{\"data\":[]}");
    var headers = hubHeaders("503254", "sha256=" + hmac("{\"data\":[]}"));

    assertThat(receive(new WebhookDelivery(headers, genuine.body(), genuine.hubToken())).status())
        .isEqualTo(403);
  }

  @Test
  void refusesAnEventSubMessageSignedWithATopicSecret() {
    var body = body("channel.cheer", "\"event\":{\"bits\":5}");
    var secret = credentials(SECRET, "503254").secret();
    var signature = "sha256=" + hmac("HmacSHA256", secret, "m1" + NOW + body);

    assertThat(receive(with(signed("m1", "notification", body), "signature", signature)).status())
        .isEqualTo(403);
  }

  @Test
  void acceptsTheHubsPreviousSecretDuringARotation(Vertx vertx) {
    var message = ofHub("503254", "sha256", "{\"data\":[]}");
    var rotating = new HubCredentials(List.of(new Secret("the-new-secret-1"), SECRET));
    hub = hub.map(it -> new WebSubConfig(it.hub(), it.topics(), it.callback(), rotating));
    receiver = receiver(vertx, new LocalDeliveryMarks(100, clock));

    assertThat(receive(message)).isEqualTo(WebhookVerdict.accepted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://api.twitch.tv/helix/streams?user_id=>",
        "<https://api.twitch.tv/helix/streams?user_id=1&user_id=2>",
        "<https://evil.test/streams?user_id=503254>",
        "<callback https://api.twitch.tv/helix/streams?user_id=503254>"
      })
  void refusesUnknownTopics(String topic) {
    var genuine = ofHub("503254", "sha256", "{\"data\":[]}");
    var headers = new HashMap<>(genuine.headers());
    headers.put("link", List.of(topic + "; rel=\"self\""));

    assertThat(receive(new WebhookDelivery(headers, genuine.body(), genuine.hubToken())).status())
        .isEqualTo(404);
  }

  @Test
  void dropsADuplicate() {
    var message = notification("m1", "channel.cheer", "{\"bits\":5}");

    assertThat(receive(message).status()).isEqualTo(204);
    assertThat(receive(message).status()).isEqualTo(204);

    assertThat(delivered).hasSize(1);
    assertThat(count("duplicate")).isEqualTo(1);
  }

  @Test
  void dropsAStreamThatCameUnderAnotherMessageId() {
    receive(notification("m1", "stream.online", "{\"id\":\"9001\"}"));

    assertThat(receive(notification("m2", "stream.online", "{\"id\":\"9001\"}")).status())
        .isEqualTo(204);

    assertThat(delivered).hasSize(1);
  }

  /** The page drops the copy. */
  @ParameterizedTest
  @ValueSource(strings = {"stream.online", "channel.cheer", "channel.brand_new.thing"})
  void deliversARepetitionToAnotherProcessUnderTheSameId(String type, Vertx vertx) {
    var here = receiver(vertx, new LocalDeliveryMarks(100, clock));
    var there = receiver(vertx, new LocalDeliveryMarks(100, clock));
    var message = notification("m1", type, "{\"id\":\"9001\"}");

    assertThat(await(here.receive(message)).status()).isEqualTo(204);
    assertThat(await(there.receive(message)).status()).isEqualTo(204);

    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1", "m1");
    assertThat(delivered.get(0).isSameAs(delivered.get(1))).isTrue();
  }

  @Test
  void deliversAnEventUnderTwoIdsAtTwoProcessesWithTheSameKey(Vertx vertx) {
    var here = receiver(vertx, new LocalDeliveryMarks(100, clock));
    var there = receiver(vertx, new LocalDeliveryMarks(100, clock));

    await(here.receive(notification("m1", "stream.online", "{\"id\":\"9001\"}")));
    await(there.receive(notification("m2", "stream.online", "{\"id\":\"9001\"}")));

    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1", "m2");
    assertThat(delivered.get(0).isSameAs(delivered.get(1))).isTrue();
    assertThat(delivered.get(0).key()).hasSize(22).doesNotContain("9001");
  }

  @Test
  void usesTheIdAsTheKeyOfAnEventWithoutAnother() {
    receive(notification("m1", "channel.cheer", "{}"));

    assertThat(delivered).extracting(StreamEvent::key).containsExactly("m1");
  }

  /** A channel may raid another every evening, with as many viewers. */
  @Test
  void deliversTheSameAgainAfterAQuarterOfAnHour() {
    var follow = "{\"user_id\":\"7\",\"followed_at\":\"2026-11-23T00:00:00Z\"}";
    receive(notification("m1", "channel.follow", follow));
    clock.advance(Duration.ofMinutes(14));
    receive(notificationAt("m2", "channel.follow", follow, clock.instant()));
    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1");

    clock.advance(Duration.ofMinutes(2));
    receive(notificationAt("m3", "channel.follow", follow, clock.instant()));

    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1", "m3");
  }

  /** The first came late, so its mark is young; Twitch's times tell that these are two events. */
  @Test
  void judgesTheDistanceOfEventsByTwitchsTime() {
    var follow = "{\"user_id\":\"7\",\"followed_at\":\"2026-11-23T00:00:00Z\"}";
    var begin = clock.instant();
    clock.advance(Duration.ofMinutes(9));
    receive(notificationAt("m1", "channel.follow", follow, begin));
    clock.advance(Duration.ofMinutes(7));

    receive(notificationAt("m2", "channel.follow", follow, clock.instant()));

    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1", "m2");
  }

  @Test
  void acceptsTheNextAttemptAfterADeliveryThatTimedOut() {
    notifier = event -> Promise.<CallbackOutcome>promise().future();
    var message = notification("m1", "stream.online", "{\"id\":\"9001\"}");
    assertThat(receive(message).status()).isEqualTo(503);
    clock.advance(Duration.ofSeconds(1));

    notifier = this::accept;

    assertThat(receive(message).status()).isEqualTo(204);
    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1");
  }

  @Test
  void dropsTheCopyFromAReplacementSubscription() {
    crossSubscriptionDeduplicator.expect();
    receive(copy("m1", "old"));

    assertThat(receive(copy("m2", "new")).status()).isEqualTo(204);

    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1");
    assertThat(count("duplicate")).isEqualTo(1);
  }

  @Test
  void deliversEqualEventsOfOneSubscription() {
    crossSubscriptionDeduplicator.expect();

    receive(copy("m1", "old"));
    receive(copy("m2", "new"));
    receive(copy("m3", "old"));
    receive(copy("m4", "new"));

    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1", "m3");
  }

  @Test
  void deliversEqualEventsMoreThanFiveSecondsApart() {
    crossSubscriptionDeduplicator.expect();
    receive(copy("m1", "old"));

    receive(copy("m2", "new", NOW.plusSeconds(6)));

    assertThat(delivered).hasSize(2);
  }

  @Test
  void deliversTheCopyAfterTheFirstFailed() {
    crossSubscriptionDeduplicator.expect();
    var pusher = Promise.<CallbackOutcome>promise();
    notifier = event -> pusher.future();
    var first = receiver.receive(copy("m1", "old"));
    var second = receiver.receive(copy("m2", "new"));

    pusher.fail("Pusher is down");
    assertThat(await(first).status()).isEqualTo(503);
    assertThat(await(second).status()).as("not dropped for the first").isEqualTo(503);
    notifier = this::accept;

    assertThat(receive(copy("m2", "new")).status()).isEqualTo(204);
    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m2");
  }

  @Test
  void ignoresARevocationReplayedToAnotherProcess(Vertx vertx) {
    var one =
        receiver(vertx, new ClusteredDeliveryMarks(new LocalDeliveryMarks(100, clock), marks));
    var other =
        receiver(vertx, new ClusteredDeliveryMarks(new LocalDeliveryMarks(100, clock), marks));
    var revocation = signed("m1", "revocation", body("channel.update", "\"x\":1"));
    assertThat(await(one.receive(revocation)).status()).isEqualTo(204);
    assertThat(ended).hasValue(1);

    assertThat(await(other.receive(revocation)).status()).isEqualTo(204);

    assertThat(ended).hasValue(1);
    assertThat(delivered).extracting(StreamEvent::type).containsExactly(StreamEvent.REVOCATION);
  }

  @Test
  void ignoresADisabledShardReplayedToAnotherProcess(Vertx vertx) {
    var one =
        receiver(vertx, new ClusteredDeliveryMarks(new LocalDeliveryMarks(100, clock), marks));
    var other =
        receiver(vertx, new ClusteredDeliveryMarks(new LocalDeliveryMarks(100, clock), marks));
    var disabled =
        signed(
            "m1",
            "notification",
            body(ShardDisabledSubscription.TYPE, "\"event\":{\"shard_id\":\"0\"}"));
    assertThat(await(one.receive(disabled)).status()).isEqualTo(204);
    assertThat(ended).hasValue(1);

    assertThat(await(other.receive(disabled)).status()).isEqualTo(204);

    assertThat(ended).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"DELIVERED", "KEPT", "UNDELIVERABLE"})
  void countsARevocationWhateverBecomesOfItsEvent(CallbackOutcome outcome) {
    notifier = event -> Future.succeededFuture(outcome);

    var verdict = receive(signed("m1", "revocation", body("channel.update", "\"x\":1")));

    assertThat(verdict.outcome()).isEqualTo("revocation");
    assertThat(count("revocation")).isEqualTo(1);
    assertThat(count(outcome.label())).isZero();
  }

  @Test
  void countsARevocationOnceThatTwitchRepeats() {
    var revocation = signed("m1", "revocation", body("channel.update", "\"x\":1"));
    notifier = event -> Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Pusher is down"));
    receive(revocation);
    assertThat(count("revocation")).isEqualTo(1);
    receive(revocation);
    notifier = this::accept;
    receive(revocation);
    receive(revocation);

    assertThat(count("revocation")).isEqualTo(1);
    assertThat(count("not_now")).isEqualTo(1);
    assertThat(count("duplicate")).isEqualTo(2);
  }

  @Test
  void acceptsAnUndeliveredRevocationAgain() {
    var revocation = signed("m1", "revocation", body("channel.update", "\"x\":1"));
    notifier = event -> Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Pusher is down"));
    assertThat(receive(revocation).status()).isEqualTo(503);

    notifier = this::accept;

    assertThat(receive(revocation).status()).isEqualTo(204);
    assertThat(delivered).hasSize(1);
  }

  @Test
  void expectsNoCopiesAfterAMigration() {
    crossSubscriptionDeduplicator.expect();
    clock.advance(Duration.ofMinutes(3));

    receive(copy("m1", "old"));
    receive(copy("m2", "new"));

    assertThat(delivered).hasSize(2);
  }

  @Test
  void asksForARetryWhileTheMessageIsBeingDelivered() {
    var pusher = Promise.<CallbackOutcome>promise();
    notifier = event -> pusher.future();
    var message = notification("m1", "channel.cheer", "{}");
    var first = receiver.receive(message);

    assertThat(receive(message).status()).isEqualTo(503);

    pusher.complete(CallbackOutcome.DELIVERED);
    assertThat(await(first).status()).isEqualTo(204);
  }

  @Test
  void answersInTimeWhileASlowDeliveryContinues() {
    var pusher = Promise.<CallbackOutcome>promise();
    notifier = event -> pusher.future();
    var message = notification("m1", "channel.cheer", "{}");

    assertThat(receive(message).status()).isEqualTo(503);

    pusher.complete(CallbackOutcome.DELIVERED);
    assertThat(receive(message).status()).isEqualTo(204);
  }

  @Test
  void acceptsAMessageAgainAfterAFailedDelivery() {
    notifier = event -> Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Pusher is down"));
    var message = notification("m1", "stream.online", "{\"id\":\"9001\"}");
    assertThat(receive(message).status()).isEqualTo(503);

    notifier = this::accept;

    assertThat(receive(message).status()).isEqualTo(204);
    assertThat(delivered).hasSize(1);
  }

  @Test
  void acceptsEventsThatPusherWillNeverAccept() {
    notifier = event -> Future.succeededFuture(CallbackOutcome.UNDELIVERABLE);

    assertThat(receive(notification("m1", "channel.cheer", "{}")).status()).isEqualTo(204);
  }

  @Test
  void storesUndeliveredEventsInTheOutboxOfTwoProcesses() throws Exception {
    members = 2;
    notifier = event -> Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Pusher is down"));
    var message = notification("m1", "channel.cheer", "{}");

    assertThat(receive(message).status()).isEqualTo(204);

    assertThat(kept()).containsExactly("m1");
    assertThat(receive(message).status()).as("is not asked for again").isEqualTo(204);
    assertThat(count("kept")).isEqualTo(1);
  }

  @Test
  void removesLateDeliveriesFromTheOutbox() throws Exception {
    members = 2;
    var pusher = Promise.<CallbackOutcome>promise();
    notifier = event -> pusher.future();
    assertThat(receive(notification("m1", "channel.cheer", "{}")).status()).isEqualTo(204);
    assertThat(kept()).containsExactly("m1");

    pusher.complete(CallbackOutcome.DELIVERED);

    Awaitility.await().untilAsserted(() -> assertThat(kept()).isEmpty());
  }

  @Test
  void asksForARetryIfTheOutboxIsFull() {
    members = 2;
    notifier = event -> Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Pusher is down"));
    for (var i = 0; i < 3; i++) {
      assertThat(receive(notification("m" + i, "channel.cheer", "{}")).status()).isEqualTo(204);
    }

    assertThat(receive(notification("m4", "channel.cheer", "{}")).status()).isEqualTo(503);
  }

  @Test
  void deliversUnknownTypes() {
    receive(notification("m1", "channel.brand_new.thing", "{\"unheard\":{\"of\":[1]}}"));

    assertThat(delivered.get(0).headline()).isEqualTo("Something happened");
    assertThat(delivered.get(0).details().getString("action")).isEqualTo("other");
  }

  @Test
  void saysWhatAnUpdateChanged() {
    var first =
        "{\"title\":\"Hi\",\"category_name\":\"Chess\",\"content_classification_labels\":[%s]}";

    receive(notification("m1", "channel.update", first.formatted("")));
    receive(notification("m2", "channel.update", first.formatted("")));
    receive(notification("m3", "channel.update", first.formatted("\"Gambling\"")));

    assertThat(delivered)
        .extracting(StreamEvent::headline)
        .containsExactly(
            "Now in Chess: “Hi”",
            "The stream’s settings were saved",
            "Content labels added: gambling");
    assertThat(delivered.get(1).details().getJsonArray("changed")).isEmpty();
  }

  @Test
  void deliversTheEventsOfABatchUnderSeparateIds() {
    var events =
        "[{\"id\":\"a\",\"data\":{\"user_id\":\"1\",\"user_login\":\"ada\"}},"
            + "{\"id\":\"b\",\"data\":{\"user_id\":\"2\",\"user_login\":\"bob\"}}]";

    receive(
        signed(
            "m1",
            "notification",
            body("drop.entitlement.grant", "\"events\":" + events)
                .replace("broadcaster_user_id", "organization_id")));

    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1", "m1#1");
    assertThat(delivered).extracting(it -> it.streamer().login()).containsExactly("ada", "bob");
  }

  @Test
  void looksUpABroadcasterWithoutAName() {
    receive(notification("m1", "channel.cheer", "{\"broadcaster_user_login\":null}"));

    assertThat(delivered.get(0).streamer().login()).isEqualTo("tfue");
  }

  @Test
  void deliversOnEveryLoginUnderWhichAStreamerIsWatched() {
    watchedLogins.put("60978448", List.of("tfue", "tfue_renamed"));
    var online = notification("m1", "stream.online", "{\"id\":\"9001\"}");

    assertThat(receive(online).status()).isEqualTo(204);

    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1", "m1#1");
    assertThat(delivered)
        .extracting(it -> it.streamer().login())
        .containsExactly("tfue", "tfue_renamed");
  }

  @Test
  void tellsARaidFromItsCopyByViewersAndSeconds() {
    raid("m1", 120, NOW);
    raid("m2", 120, NOW.plusSeconds(5));
    clock.advance(Duration.ofMinutes(8));
    raid("m3", 64, NOW.plusSeconds(480));
    raid("m4", 120, NOW.plusSeconds(485));

    assertThat(delivered).extracting(StreamEvent::id).containsExactly("m1", "m3", "m4");
  }

  private void raid(String id, int viewers, Instant at) {
    var event =
        "\"event\":{\"from_broadcaster_user_id\":\"503254\",\"viewers\":%d}".formatted(viewers);
    var body =
        body("channel.raid", event)
            .replace("broadcaster_user_id\":\"6", "to_broadcaster_user_id\":\"6");
    assertThat(receive(signed(id, "notification", body, at)).status()).isEqualTo(204);
  }

  @Test
  void refusesAForgedSignature() {
    var genuine = notification("m1", "channel.cheer", "{}");
    var forged = with(genuine, "signature", "sha256=" + "0".repeat(64));

    assertThat(receive(forged).status()).isEqualTo(403);

    assertThat(delivered).isEmpty();
    assertThat(count("bad_signature")).isEqualTo(1);
    assertThat(receive(genuine).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(longs = {-601, 601})
  void refusesTimestampsMoreThanTenMinutesOff(long seconds) {
    var message = notification("m1", "channel.cheer", "{}");
    clock.advance(Duration.ofSeconds(seconds));

    var verdict = receive(message);

    assertThat(verdict.status()).isEqualTo(400);
    assertThat(verdict.text()).contains("601 seconds", "at most 600");
    assertThat(delivered).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "timestamp", "signature", "type"})
  void refusesMissingAndDuplicateHeadersByName(String name) {
    var message = notification("m1", "channel.cheer", "{}");
    var header = "twitch-eventsub-message-" + name;
    var missing = new HashMap<>(message.headers());
    missing.remove(header);
    var doubled = new HashMap<>(message.headers());
    doubled.put(header, List.of(message.header(header).get(0), "other"));

    var withoutIt = receive(new WebhookDelivery(missing, message.body()));
    var withTwo = receive(new WebhookDelivery(doubled, message.body()));

    assertThat(withoutIt.status()).isEqualTo(400);
    assertThat(withoutIt.text()).contains(header, "missing");
    assertThat(withTwo.status()).isEqualTo(400);
    assertThat(withTwo.text()).contains(header, "more than once");
  }

  @Test
  void refusesAnUnknownMessageType() {
    var verdict = receive(signed("m1", "party", body("channel.cheer", "\"event\":{}")));

    assertThat(verdict.status()).isEqualTo(400);
    assertThat(verdict.text()).contains("\"party\"", "revocation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"x\"",
        "{",
        "{}",
        "{\"subscription\":5}",
        "{\"subscription\":{\"type\":\"channel.cheer\"}}",
        "{\"subscription\":{\"type\":\"channel.cheer\"},\"event\":7}"
      })
  void refusesAMalformedBodyAndAcceptsTheNextGoodOne(String garbage) {
    assertThat(receive(signed("m1", "notification", garbage)).status()).isEqualTo(400);
    assertThat(delivered).isEmpty();

    assertThat(receive(notification("m1", "channel.cheer", "{}")).status()).isEqualTo(204);
  }

  @Test
  void refusesCallbacksThatAreNeitherEventSubNorWebSub() {
    var verdict = receive(new WebhookDelivery(Map.of(), Buffer.buffer("{}")));

    assertThat(verdict.status()).isEqualTo(400);
    assertThat(verdict.text()).contains("EventSub", "x-hub-signature");
  }

  /** A captured notification with a current signature for this hub. */
  private static WebhookDelivery ofHub(String streamerId, RecordedRequest recorded) {
    var signed = ofHub(streamerId, "sha256", recorded.body());
    var headers = new HashMap<>(recorded.headers());
    headers.put("x-hub-signature", signed.header("x-hub-signature"));
    return new WebhookDelivery(headers, signed.body(), signed.hubToken());
  }

  private static WebhookDelivery ofHub(String streamerId, String method, String body) {
    var credentials = credentials(SECRET, streamerId);
    var algorithm = "Hmac" + method.toUpperCase(Locale.ROOT);
    var signature = method + "=" + hmac(algorithm, credentials.secret(), body);
    return new WebhookDelivery(
        hubHeaders(streamerId, signature), Buffer.buffer(body), credentials.token());
  }

  private static Map<String, List<String>> hubHeaders(String streamerId, String signature) {
    return Map.of(
        "link", List.of("<%s?user_id=%s>; rel=\"self\"".formatted(TOPICS, streamerId)),
        "twitch-notification-id", List.of("n1"),
        "x-hub-signature", List.of(signature));
  }

  /** Derives the credentials from the documentation, independently of the code. */
  private static TopicKeys credentials(Secret deployment, String streamerId) {
    var topic = TOPICS + "?user_id=" + streamerId;
    var token = HexFormat.of().parseHex(hmac("HmacSHA256", deployment, "websub callback " + topic));
    return new TopicKeys(
        new Secret(hmac("HmacSHA256", deployment, "websub " + topic)),
        new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(token)));
  }

  private record TopicKeys(Secret secret, Secret token) {}

  private Future<CallbackOutcome> accept(StreamEvent event) {
    delivered.add(event);
    return Future.succeededFuture(CallbackOutcome.DELIVERED);
  }

  private Set<String> kept() throws Exception {
    return map.keys().await(60, TimeUnit.SECONDS);
  }

  private double count(String outcome) {
    return meters.counter("sev_webhook_callbacks", "outcome", outcome).count();
  }

  private WebhookVerdict receive(WebhookDelivery delivery) {
    return await(receiver.receive(delivery));
  }

  private static WebhookVerdict await(Future<WebhookVerdict> verdict) {
    try {
      return verdict.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static WebhookDelivery notification(String id, String type, String event) {
    return notificationAt(id, type, event, NOW);
  }

  private static WebhookDelivery notificationAt(String id, String type, String event, Instant at) {
    var json = new JsonObject(event);
    if (!json.containsKey("broadcaster_user_login")) {
      json.put("broadcaster_user_login", "Tfue").put("broadcaster_user_id", "60978448");
    }
    return signed(id, "notification", body(type, "\"event\":" + json), at);
  }

  private static WebhookDelivery challengeOfShard(String conduitId) {
    return signed(
        "m1",
        "webhook_callback_verification",
        "{\"challenge\":\"c-1\",\"conduit_shard\":{\"conduit_id\":\"%s\",\"shard\":\"0\"}}"
            .formatted(conduitId));
  }

  private static WebhookDelivery copy(String id, String subscription) {
    return copy(id, subscription, NOW);
  }

  private static WebhookDelivery copy(String id, String subscription, Instant at) {
    var event = "\"event\":{\"bits\":5,\"broadcaster_user_login\":\"tfue\"}";
    var body =
        body("channel.cheer", event)
            .replace("\"subscription\":{", "\"subscription\":{\"id\":\"" + subscription + "\",");
    return signed(id, "notification", body, at);
  }

  private static String body(String type, String event) {
    return "{\"subscription\":{\"type\":\"%s\",\"condition\":{\"broadcaster_user_id\":\"60978448\"}},%s}"
        .formatted(type, event);
  }

  private static WebhookDelivery signed(String id, String type, String body) {
    return signed(id, type, body, NOW);
  }

  private static WebhookDelivery signed(String id, String type, String body, Instant at) {
    var prefix = "twitch-eventsub-message-";
    return new WebhookDelivery(
        Map.of(
            prefix + "id", List.of(id),
            prefix + "timestamp", List.of(at.toString()),
            prefix + "type", List.of(type),
            prefix + "signature", List.of("sha256=" + hmac(id + at + body))),
        Buffer.buffer(body));
  }

  private static WebhookDelivery with(WebhookDelivery message, String header, String value) {
    var headers = new HashMap<>(message.headers());
    headers.put("twitch-eventsub-message-" + header, List.of(value));
    return new WebhookDelivery(headers, message.body());
  }

  private static String hmac(String text) {
    return hmac("HmacSHA256", SECRET, text);
  }

  private static String hmac(String algorithm, Secret secret, String text) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), algorithm));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void deliversTheEventsOfAModeratorToThisModerator() {
    watchAsModerators("42", "43");
    receive(ofModerator("m1", "42"));
    receive(ofModerator("m2", "43"));
    receive(ofModerator("m3", "60978448"));
    receive(ofModerator("m4", "42"));

    assertThat(delivered)
        .extracting(StreamEvent::id, StreamEvent::moderator)
        .containsExactly(tuple("m1", "42"), tuple("m2", "43"), tuple("m3", null));
  }

  @Test
  void keepsTheCopiesOfModeratorsDuringAMigration() {
    watchAsModerators("42", "43");
    crossSubscriptionDeduplicator.expect();

    receive(warningOf("m1", "s1", "42"));
    receive(warningOf("m2", "s2", "43"));
    receive(warningOf("m3", "s3", "43"));

    assertThat(delivered).extracting(StreamEvent::moderator).containsExactly("42", "43");
  }

  /** A subscription of another application of the same broadcaster may name any moderator. */
  @Test
  void deliversTheEventsOfAnUnknownModeratorToTheBroadcaster() {
    receive(ofModerator("m1", "42"));

    assertThat(delivered)
        .extracting(StreamEvent::id, StreamEvent::moderator)
        .containsExactly(tuple("m1", null));
  }

  private void watchAsModerators(String... moderators) {
    for (var moderator : moderators) {
      moderatorWatches.heard(new ModeratorWatched("60978448", moderator, false));
    }
  }

  @Test
  void deliversNothingToAFormerModerator() {
    moderatorWatches.removed(new ModeratorRemoved("60978448", "42"));

    assertThat(receive(ofModerator("m1", "42"))).isEqualTo(WebhookVerdict.accepted());

    assertThat(delivered).isEmpty();
    assertThat(count("former_moderator")).isEqualTo(1);
  }

  @Test
  void tellsAFormerModeratorOfTheEndOfASubscription() {
    moderatorWatches.removed(new ModeratorRemoved("60978448", "42"));
    var subscription = moderated("s1", "channel.warning.send", "42");
    subscription.put("status", "moderator_removed");

    receive(
        signed("m1", "revocation", new JsonObject().put("subscription", subscription).encode()));

    assertThat(delivered)
        .extracting(StreamEvent::type, StreamEvent::moderator)
        .containsExactly(tuple(StreamEvent.REVOCATION, "42"));
    assertThat(ended).hasValue(1);
  }

  @Test
  void endsTheRoleOfARemovedModerator() {
    moderatorWatches.heard(new ModeratorWatched("60978448", "42", false));

    receive(notification("m1", "channel.moderator.remove", "{\"user_id\":\"42\"}"));
    receive(notification("m2", "channel.moderator.remove", "{\"user_id\":\"43\"}"));
    receive(notification("m3", "channel.moderator.remove", "{\"user_id\":42}"));

    assertThat(removed)
        .containsExactly(
            new ModeratorRemoved("60978448", "42"), new ModeratorRemoved("60978448", "43"));
    assertThat(untold).containsExactly(new ChannelModerator("60978448", "42"));
    assertThat(delivered).hasSize(3);
  }

  private static WebhookDelivery ofModerator(String id, String moderator) {
    return moderated(
        id, moderated("s", "channel.unban_request.create", moderator), "{\"id\":\"r-1\"}");
  }

  private static WebhookDelivery warningOf(String id, String subscription, String moderator) {
    return moderated(
        id, moderated(subscription, "channel.warning.send", moderator), "{\"user_id\":\"7\"}");
  }

  private static WebhookDelivery moderated(String id, JsonObject subscription, String event) {
    var body =
        new JsonObject().put("subscription", subscription).put("event", new JsonObject(event));
    return signed(id, "notification", body.encode());
  }

  private static JsonObject moderated(String id, String type, String moderator) {
    return new JsonObject()
        .put("id", id)
        .put("type", type)
        .put("status", "enabled")
        .put(
            "condition",
            new JsonObject()
                .put("broadcaster_user_id", "60978448")
                .put("moderator_user_id", moderator));
  }
}
