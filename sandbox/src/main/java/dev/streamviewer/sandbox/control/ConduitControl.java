package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.twitch.FakeTwitch;
import dev.streamviewer.sandbox.twitch.eventsub.Conduit;
import dev.streamviewer.sandbox.twitch.eventsub.ConduitShard;
import dev.streamviewer.sandbox.twitch.eventsub.ShardAssignment;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Removes conduit shards: {@code /sandbox/conduits}. */
final class ConduitControl {
  private final FakeTwitch twitch;

  ConduitControl(FakeTwitch twitch) {
    this.twitch = twitch;
  }

  void mount(Router router) {
    router.post("/sandbox/conduits/:conduit/shards/:shard/disable").handler(this::disable);
  }

  private void disable(RoutingContext ctx) {
    var status =
        ControlInput.from(ctx, Set.of("status"))
            .optionalText("status")
            .orElse("notification_failures_exceeded");
    var conduit = ctx.pathParam("conduit");
    twitch.conduits().changeStatus(conduit, shard(conduit, ctx.pathParam("shard")), status);
    ctx.json(shard(conduit, ctx.pathParam("shard")).toJson());
  }

  JsonArray state() {
    return array(twitch.conduits().all(), ConduitControl::describe);
  }

  private static JsonObject describe(Conduit conduit) {
    return new JsonObject()
        .put("id", conduit.id())
        .put("shardCount", conduit.shardCount())
        .put("shards", array(conduit.shards(), ConduitShard::toJson))
        .put("assignments", array(conduit.assignments(), ShardAssignment::toJson));
  }

  private static <T> JsonArray array(List<T> items, Function<T, JsonObject> toJson) {
    return new JsonArray(items.stream().map(toJson).toList());
  }

  private ConduitShard shard(String conduitId, String number) {
    return Optional.of(number)
        .filter(text -> text.matches("\\d{1,5}"))
        .flatMap(
            text -> twitch.conduits().find(conduitId).flatMap(c -> c.shard(Integer.parseInt(text))))
        .orElseThrow(
            () -> new ApiError(404, "No shard %s of conduit %s".formatted(number, conduitId)));
  }
}
