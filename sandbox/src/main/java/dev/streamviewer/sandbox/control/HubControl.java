package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.hub.FakeHub;
import dev.streamviewer.sandbox.hub.HubMode;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Controls the hub's content, denials and leases: {@code /sandbox/hub}. */
final class HubControl {
  private static final int MAX_LEASE_SECONDS = 864_000;

  private final FakeHub hub;
  private final TwitchWorld world;

  HubControl(FakeHub hub, TwitchWorld world) {
    this.hub = hub;
    this.world = world;
  }

  void mount(Router router) {
    router.post("/sandbox/hub/publish").handler(this::publish);
    router.post("/sandbox/hub/deny").handler(this::deny);
    router.post("/sandbox/hub/end").handler(this::end);
    router.put("/sandbox/hub/lease").handler(this::lease);
  }

  /** Publishes a stream, or the end of the stream if the request has none. */
  private void publish(RoutingContext ctx) {
    var input = ControlInput.from(ctx, Set.of("streamer", "stream", "method"));
    var stream = input.object("stream");
    var streamerId = streamerId(input);
    var data = new JsonArray();
    if (!stream.isEmpty()) {
      data.add(new JsonObject().put("user_id", streamerId).mergeIn(stream));
    }
    var method = input.optionalChoice("method", HubMode.class).orElse(HubMode.SHA256);
    var ids = hub.publish(streamerId, data, method);
    ctx.response().setStatusCode(202);
    ctx.json(new JsonObject().put("messages", new JsonArray(ids)));
  }

  private void deny(RoutingContext ctx) {
    var input = ControlInput.from(ctx, Set.of("streamer", "reason"));
    hub.deny(streamerId(input), input.optionalText("reason").orElse("no longer available"));
    ctx.response().setStatusCode(204).end();
  }

  private void end(RoutingContext ctx) {
    var ended = hub.end(streamerId(ControlInput.from(ctx, Set.of("streamer"))));
    ctx.json(new JsonObject().put("ended", ended));
  }

  private void lease(RoutingContext ctx) {
    var seconds =
        ControlInput.from(ctx, Set.of("seconds"))
            .number("seconds", MAX_LEASE_SECONDS, 1, MAX_LEASE_SECONDS);
    hub.maxLease(seconds);
    ctx.json(new JsonObject().put("seconds", seconds));
  }

  private String streamerId(ControlInput input) {
    var login = input.text("streamer");
    return world
        .withLogin(login)
        .orElseThrow(() -> new ApiError(404, "There is no streamer \"%s\"".formatted(login)))
        .user()
        .id();
  }
}
