package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.wire.Refusal;
import java.util.List;

/** Lets things happen: in the sandbox's own world, and wherever somebody asked for it. */
public final class EventPublisher {
  private final World world;
  private final WorldChanges changes;
  private final Payloads payloads;
  private final Announcer announcer;

  EventPublisher(World world, Payloads payloads, Announcer announcer) {
    this.world = world;
    this.changes = new WorldChanges(world);
    this.payloads = payloads;
    this.announcer = announcer;
  }

  /** The messages that went out: none when nobody has subscribed. */
  public List<Sent> publish(Emission emission) {
    var streamer =
        world
            .withLogin(emission.login())
            .orElseThrow(() -> new Refusal(400, "No streamer is called " + emission.login()));
    var event = payloads.fill(emission.type(), streamer, emission.event());
    changes.apply(emission.type(), streamer.user().id(), event);
    return announcer.announce(emission, event);
  }
}
