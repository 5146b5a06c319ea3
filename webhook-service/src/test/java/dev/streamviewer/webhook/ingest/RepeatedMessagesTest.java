package dev.streamviewer.webhook.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.webhook.dedup.ClusteredDeliveryMarks;
import dev.streamviewer.webhook.dedup.LocalDeliveryMarks;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.subscription.ShardDisabledSubscription;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests messages that come again, and events that come under two ids. */
class RepeatedMessagesTest extends ReceivedWebhooks {
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
}
