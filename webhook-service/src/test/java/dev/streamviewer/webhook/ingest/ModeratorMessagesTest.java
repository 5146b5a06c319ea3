package dev.streamviewer.webhook.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.contract.streamer.ModeratorWatched;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Tests events that Twitch sends for a moderator of the channel. */
class ModeratorMessagesTest extends ReceivedWebhooks {
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
