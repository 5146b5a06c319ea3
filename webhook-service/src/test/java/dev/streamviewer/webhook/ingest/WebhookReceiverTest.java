package dev.streamviewer.webhook.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.fact.FactReaders;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what becomes of each kind of callback: its answer, its events and where they are kept. */
class WebhookReceiverTest extends ReceivedWebhooks {
  static Stream<RecordedRequest> notifications() {
    return RecordedRequest.eventSub().filter(it -> it.messageType().equals("notification"));
  }

  static Stream<RecordedRequest> revocations() {
    return RecordedRequest.eventSub().filter(it -> it.messageType().equals("revocation"));
  }

  static Stream<RecordedRequest> challenges() {
    return RecordedRequest.eventSub().filter(it -> it.messageType().startsWith("webhook_callback"));
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

  /** Messages that are under way for ever would leave no place for others. */
  @Test
  void endsAMessageAfterAnUnexpectedException() {
    var incomplete =
        new WebhookReceiver(null, null, null, null, new OutcomeCounters(meters), clock);

    var verdict = incomplete.receive(new WebhookDelivery(Map.of(), Buffer.buffer()));

    assertThat(verdict.failed()).isTrue();
    assertThat(incomplete.underWay()).isZero();
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
  @EnumSource(names = {"DELIVERED", "KEPT", "UNDELIVERABLE"})
  void countsARevocationWhateverBecomesOfItsEvent(CallbackOutcome outcome) {
    notifier = event -> Future.succeededFuture(outcome);

    var verdict = receive(signed("m1", "revocation", body("channel.update", "\"x\":1")));

    assertThat(verdict.outcome()).isEqualTo("revocation");
    assertThat(count("revocation")).isEqualTo(1);
    assertThat(count(outcome.label())).isZero();
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
}
