package dev.streamviewer.sandbox.twitch.payload;

import dev.streamviewer.sandbox.twitch.delivery.EventBroadcaster;
import dev.streamviewer.sandbox.twitch.delivery.SentMessage;
import dev.streamviewer.sandbox.twitch.eventsub.EventOrder;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.twitch.world.WorldChanges;
import dev.streamviewer.sandbox.wire.ApiError;
import java.util.List;

/** Lets things happen: in the sandbox's own world, and wherever somebody asked for it. */
public final class EventPublisher {
  private final TwitchWorld world;
  private final WorldChanges changes;
  private final EventPayloads payloads;
  private final EventBroadcaster announcer;

  public EventPublisher(TwitchWorld world, EventPayloads payloads, EventBroadcaster announcer) {
    this.world = world;
    this.changes = new WorldChanges(world);
    this.payloads = payloads;
    this.announcer = announcer;
  }

  /** The messages that went out: none when nobody has subscribed. */
  public List<SentMessage> publish(EventOrder emission) {
    var streamer =
        world
            .withLogin(emission.login())
            .orElseThrow(() -> new ApiError(400, "No streamer is called " + emission.login()));
    var event = payloads.fill(emission.type(), streamer, emission.event());
    changes.apply(emission.type(), streamer.user().id(), event);
    return announcer.announce(emission, event);
  }
}
