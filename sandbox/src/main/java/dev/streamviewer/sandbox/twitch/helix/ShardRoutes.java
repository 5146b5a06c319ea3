package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.delivery.CallbackVerification;
import dev.streamviewer.sandbox.twitch.eventsub.Conduit;
import dev.streamviewer.sandbox.twitch.eventsub.ConduitRegister;
import dev.streamviewer.sandbox.twitch.eventsub.ConduitShard;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.JsonFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;

/** Routes of {@code /helix/eventsub/conduits/shards}: lists shards and assigns transports. */
public final class ShardRoutes {
  private static final String PATH = "/helix/eventsub/conduits/shards";
  private static final int PAGE_SIZE = 100;

  private final ConduitRegister conduits;
  private final TransportReader transports;
  private final CallbackVerification verification;

  public ShardRoutes(
      ConduitRegister conduits, TransportReader transports, CallbackVerification verification) {
    this.conduits = conduits;
    this.transports = transports;
    this.verification = verification;
  }

  /**
   * Mounts the routes. Must follow the routes of conduits, which accept only the app access token.
   */
  public void mount(Router router) {
    router.get(PATH).handler(this::list);
    router.patch(PATH).handler(this::update);
  }

  private void list(RoutingContext ctx) {
    var conduit = ConduitRoutes.existing(conduits, ConduitRoutes.parameter(ctx, "conduit_id"));
    var status = ctx.queryParams().get("status");
    var shards =
        conduit.shards().stream()
            .filter(shard -> status == null || shard.status().equals(status))
            .toList();
    ctx.json(PageCursor.page(ctx, shards, PAGE_SIZE, ConduitShard::toJson));
  }

  /** Updates each shard separately: an invalid shard does not block the update of another shard. */
  private void update(RoutingContext ctx) {
    var body = JsonFields.body(ctx);
    var conduit = ConduitRoutes.existing(conduits, JsonFields.text(body, "conduit_id"));
    if (!(body.getValue("shards") instanceof JsonArray shards) || shards.isEmpty()) {
      throw new ApiError(
          400, "missing or malformed field: shards must be a list that is not empty");
    }
    var updated = new ArrayList<ConduitShard>();
    var errors = new JsonArray();
    for (var index = 0; index < shards.size(); index++) {
      var requested = shards.getValue(index) instanceof JsonObject json ? json : new JsonObject();
      try {
        updated.add(update(conduit, requested));
      } catch (ApiError error) {
        errors.add(
            new JsonObject()
                .put("id", String.valueOf(requested.getValue("id")))
                .put("message", error.getMessage())
                .put("code", "invalid_parameter"));
      }
    }
    conduit.assigned(updated);
    ctx.response().setStatusCode(202);
    ctx.json(PageCursor.data(updated, ConduitShard::toJson).put("errors", errors));
  }

  private ConduitShard update(Conduit conduit, JsonObject requested) {
    var id = JsonFields.text(requested, "id");
    if (!id.matches("\\d{1,5}") || !conduit.hasRoomFor(Integer.parseInt(id))) {
      throw new ApiError(400, "The shard id is outside of the conduit's range");
    }
    var transport = transports.readShard(JsonFields.object(requested, "transport"));
    var shard = conduits.assign(conduit, Integer.parseInt(id), transport);
    if (!shard.isEnabled() && transport instanceof Webhook callback) {
      verification.begin(conduit, shard, callback);
    }
    return shard;
  }
}
