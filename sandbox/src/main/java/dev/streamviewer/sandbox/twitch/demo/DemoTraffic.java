package dev.streamviewer.sandbox.twitch.demo;

import dev.streamviewer.sandbox.twitch.eventsub.EventOrder;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscriptions;
import dev.streamviewer.sandbox.twitch.eventsub.EventTypes;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Generates events of the demo streamers. A watched streamer has an event every 8 to 22 seconds;
 * other streamers have an event now and then.
 */
public final class DemoTraffic {
  private static final long TICK_MILLIS = 1_000;
  private static final int UNWATCHED_ODDS = 20;

  private final Vertx vertx;
  private final TwitchWorld world;
  private final EventSubSubscriptions subscriptions;
  private final Consumer<EventOrder> publisher;
  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, Instant> due = new HashMap<>();
  private boolean on;

  public DemoTraffic(
      Vertx vertx,
      TwitchWorld world,
      EventSubSubscriptions subscriptions,
      Consumer<EventOrder> publisher,
      Clock clock,
      RandomGenerator random) {
    this.vertx = vertx;
    this.world = world;
    this.subscriptions = subscriptions;
    this.publisher = publisher;
    this.clock = clock;
    this.random = random;
  }

  /** Starts the timer, which ends with the verticle. */
  public void start(boolean on) {
    this.on = on;
    vertx.setPeriodic(TICK_MILLIS, tick -> tick());
  }

  public boolean isOn() {
    return on;
  }

  public void turn(boolean on) {
    this.on = on;
  }

  /** Simulates a second of demo traffic. */
  void tick() {
    if (!on) {
      return;
    }
    var watched = watchedTypes();
    due.keySet().retainAll(watched.keySet());
    world.live().forEach(this::driftViewers);
    watched.forEach(
        (id, types) -> world.withId(id).filter(this::isDue).ifPresent(s -> act(s, types)));
    if (random.nextInt(UNWATCHED_ODDS) == 0) {
      var streamer = oneOf(world.all().stream().filter(s -> s.user().streams()).toList());
      if (!watched.containsKey(streamer.user().id())) {
        act(streamer, Set.of());
      }
    }
  }

  /** Returns the subscribed types of each watched streamer. */
  private Map<String, Set<String>> watchedTypes() {
    return subscriptions.all().stream()
        .filter(EventSubSubscription::isEnabled)
        .flatMap(s -> s.subjects().map(id -> Map.entry(id, s.type())))
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }

  private boolean isDue(SandboxStreamer streamer) {
    var now = clock.instant();
    var id = streamer.user().id();
    var at = due.computeIfAbsent(id, first -> now.plusSeconds(random.nextInt(4, 10)));
    if (now.isBefore(at)) {
      return false;
    }
    due.put(id, now.plusSeconds(random.nextInt(8, 23)));
    return true;
  }

  private void act(SandboxStreamer streamer, Set<String> types) {
    var login = streamer.user().login();
    var personal =
        types.stream().filter(type -> EventTypes.find(type).orElseThrow().needsConsent()).toList();
    if (!streamer.isLive()) {
      publisher.accept(EventOrder.of("stream.online", login));
    } else if (!personal.isEmpty() && random.nextInt(10) < 6) {
      var type = oneOf(personal);
      publisher.accept(EventOrder.of(type, login));
      if (type.equals(DemoChatTraffic.TYPE) && random.nextInt(10) < 2) {
        DemoChatTraffic.giftBomb(world, streamer, random).forEach(publisher);
      }
    } else {
      publicEvent(streamer);
    }
  }

  private void publicEvent(SandboxStreamer streamer) {
    var login = streamer.user().login();
    var dice = random.nextInt(100);
    if (dice < 50) {
      publisher.accept(EventOrder.of("channel.update", login));
    } else if (dice < 92) {
      DemoChatTraffic.raid(world, streamer, random).forEach(publisher);
    } else {
      if (dice < 96) {
        raidAway(streamer);
      }
      publisher.accept(EventOrder.of("stream.offline", login));
    }
  }

  private void raidAway(SandboxStreamer streamer) {
    var targets = world.live().stream().filter(s -> !s.user().equals(streamer.user())).toList();
    if (!targets.isEmpty()) {
      publisher.accept(
          EventOrder.of(
              "channel.raid",
              streamer.user().login(),
              new JsonObject()
                  .put("to_broadcaster_user_login", oneOf(targets).user().login())
                  .put("viewers", streamer.live().viewers())));
    }
  }

  private void driftViewers(SandboxStreamer streamer) {
    var live = streamer.live();
    var step = Math.max(2, live.viewers() / 50);
    var viewers = Math.max(5, live.viewers() + random.nextInt(-step, step + 1));
    world.change(streamer.user().id(), same -> same.online(live.withViewers(viewers)));
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
