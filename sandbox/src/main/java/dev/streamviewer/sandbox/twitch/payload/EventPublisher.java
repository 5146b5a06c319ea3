package dev.streamviewer.sandbox.twitch.payload;

import dev.streamviewer.sandbox.twitch.delivery.EventBroadcaster;
import dev.streamviewer.sandbox.twitch.delivery.SentMessage;
import dev.streamviewer.sandbox.twitch.eventsub.EventOrder;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.twitch.world.WorldChanges;
import dev.streamviewer.sandbox.wire.ApiError;
import java.util.List;

/** Publishes events: changes the sandbox's world, and sends notifications to subscribers. */
public final class EventPublisher {
  private final TwitchWorld world;
  private final WorldChanges changes;
  private final EventPayloads payloads;
  private final EventBroadcaster broadcaster;

  public EventPublisher(TwitchWorld world, EventPayloads payloads, EventBroadcaster broadcaster) {
    this.world = world;
    this.changes = new WorldChanges(world);
    this.payloads = payloads;
    this.broadcaster = broadcaster;
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
    return broadcaster.broadcast(order, streamer.user().id(), event);
  }
}
