package dev.streamviewer.sandbox.twitch.payload;

import dev.streamviewer.sandbox.twitch.delivery.EventBroadcaster;
import dev.streamviewer.sandbox.twitch.delivery.SentMessage;
import dev.streamviewer.sandbox.twitch.delivery.SubscriptionRevocations;
import dev.streamviewer.sandbox.twitch.eventsub.EventOrder;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.twitch.world.WorldChanges;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Publishes events: changes the sandbox's world, and sends notifications to subscribers. */
public final class EventPublisher {
  private final TwitchWorld world;
  private final WorldChanges changes;
  private final EventPayloads payloads;
  private final EventBroadcaster broadcaster;
  private final SubscriptionRevocations revocations;

  public EventPublisher(
      TwitchWorld world,
      EventPayloads payloads,
      EventBroadcaster broadcaster,
      SubscriptionRevocations revocations) {
    this.world = world;
    this.changes = new WorldChanges(world);
    this.payloads = payloads;
    this.broadcaster = broadcaster;
    this.revocations = revocations;
  }

  /**
   * Publishes an event and returns the messages; the list is empty without a matching subscription.
   */
  public List<SentMessage> publish(EventOrder order) {
    var streamer =
        world
            .withLogin(order.login())
            .orElseThrow(() -> new ApiError(400, "No streamer has the login " + order.login()));
    var event = payloads.fill(order.type(), streamer, order.event());
    changes.apply(order.type(), streamer.user().id(), event);
    var sent = broadcaster.broadcast(order, streamer.user().id(), event);
    return Stream.concat(sent.stream(), revoked(order, streamer.user().id(), event)).toList();
  }

  /** Revokes the subscriptions that the role of a removed moderator permitted. */
  private Stream<SentMessage> revoked(EventOrder order, String streamerId, JsonObject event) {
    return order.type().equals("channel.moderator.remove")
            && event.getValue("user_id") instanceof String former
        ? revocations.moderatorRemoved(streamerId, former).stream()
        : Stream.empty();
  }
}
