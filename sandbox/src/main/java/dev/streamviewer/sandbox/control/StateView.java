package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.hub.FakeHub;
import dev.streamviewer.sandbox.pusher.FakePusher;
import dev.streamviewer.sandbox.sns.FakeSns;
import dev.streamviewer.sandbox.twitch.FakeTwitch;
import dev.streamviewer.sandbox.twitch.delivery.DeliveryRecord;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.world.NamesToTry;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Returns all visible state as one JSON object: {@code GET /sandbox/state}. */
final class StateView {
  private static final int DEFAULT_LIMIT = 200;

  private final FakeTwitch twitch;
  private final FakePusher pusher;
  private final FakeSns sns;
  private final FakeHub hub;
  private final FaultControl faults;
  private final SubscriptionControl subscriptions;
  private final SocketControl sockets;
  private final ConduitControl conduits;

  StateView(
      FakeTwitch twitch,
      FakePusher pusher,
      FakeSns sns,
      FakeHub hub,
      FaultControl faults,
      SubscriptionControl subscriptions,
      SocketControl sockets,
      ConduitControl conduits) {
    this.twitch = twitch;
    this.pusher = pusher;
    this.sns = sns;
    this.hub = hub;
    this.faults = faults;
    this.subscriptions = subscriptions;
    this.sockets = sockets;
    this.conduits = conduits;
  }

  void show(RoutingContext ctx) {
    var limit = limit(ctx);
    var watched =
        twitch.subscriptions().all().stream()
            .filter(EventSubSubscription::isEnabled)
            .flatMap(EventSubSubscription::subjects)
            .collect(Collectors.toSet());
    ctx.json(
        new JsonObject()
            .put("demoLife", twitch.demoLife().isOn())
            .put("streamers", streamers(watched))
            .put("namesToTry", namesToTry())
            .put("subscriptions", subscriptions.state())
            .put("totalCost", twitch.subscriptions().totalCost())
            .put(
                "deliveries",
                array(twitch.deliveries().newest(limit).stream().map(this::delivery).toList()))
            .put("websockets", sockets.state())
            .put("conduits", conduits.state())
            .put("pusher", pusher.state(limit))
            .put("sns", sns.state(limit))
            .put("hub", hub.state(limit))
            .mergeIn(faults.state()));
  }

  /** Returns accounts to sign in with, and channels to watch. */
  private JsonObject namesToTry() {
    var names = new NamesToTry(twitch.world());
    return new JsonObject()
        .put(
            "accounts",
            array(
                names.accounts(Optional.empty()).stream()
                    .map(
                        user ->
                            new JsonObject()
                                .put("login", user.login())
                                .put("name", user.name())
                                .put("about", names.about(user)))
                    .toList()))
        .put(
            "channels",
            new JsonArray(names.channels().stream().map(it -> it.user().login()).toList()));
  }

  private JsonArray streamers(Set<String> watched) {
    return array(
        twitch.world().all().stream()
            .map(s -> streamer(s).put("watched", watched.contains(s.user().id())))
            .toList());
  }

  private JsonObject streamer(SandboxStreamer streamer) {
    var user = streamer.user();
    var json =
        new JsonObject()
            .put("id", user.id())
            .put("login", user.login())
            .put("name", user.name())
            .put("title", streamer.title())
            .put("category", streamer.category().name())
            .put("live", streamer.isLive())
            .put("viewers", 0)
            .put("moderators", moderators(user))
            .put("consent", new JsonArray(List.copyOf(twitch.consents().scopes(user.id()))));
    streamer.stream()
        .ifPresent(
            live ->
                json.put("viewers", live.viewers())
                    .put("streamId", live.id())
                    .put("startedAt", live.startedAt().toString()));
    return json;
  }

  private JsonArray moderators(TwitchUser user) {
    return new JsonArray(
        twitch.world().moderators().of(user.id()).stream()
            .flatMap(id -> twitch.world().withId(id).stream())
            .map(moderator -> moderator.user().login())
            .toList());
  }

  private JsonObject delivery(DeliveryRecord delivery) {
    var streamer = delivery.message().subscription().map(subscriptions::streamerOf).orElse("");
    return delivery.toJson().put("streamer", streamer);
  }

  private static int limit(RoutingContext ctx) {
    var limit = ctx.queryParams().get("limit");
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (!limit.matches("\\d{1,4}")) {
      throw new ApiError(
          400, "\"limit\" is %s: expected a whole number up to 9999".formatted(limit));
    }
    return Integer.parseInt(limit);
  }

  private static JsonArray array(List<JsonObject> items) {
    return new JsonArray(items);
  }
}
