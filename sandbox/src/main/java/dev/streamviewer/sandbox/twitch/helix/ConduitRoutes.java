package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.delivery.SubscriptionRevocations;
import dev.streamviewer.sandbox.twitch.eventsub.Conduit;
import dev.streamviewer.sandbox.twitch.eventsub.ConduitRegister;
import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.JsonFields;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Routes of {@code /helix/eventsub/conduits}: creates, lists, resizes and deletes conduits. */
public final class ConduitRoutes {
  private static final String PATH = "/helix/eventsub/conduits";

  private final ConduitRegister conduits;
  private final SubscriptionRevocations revocations;

  public ConduitRoutes(ConduitRegister conduits, SubscriptionRevocations revocations) {
    this.conduits = conduits;
    this.revocations = revocations;
  }

  public void mount(Router router) {
    router.route(PATH).handler(HelixAuth.appOnly());
    router.route(PATH + "/*").handler(HelixAuth.appOnly());
    router.get(PATH).handler(ctx -> ctx.json(PageCursor.data(conduits.all(), Conduit::toJson)));
    router.post(PATH).handler(this::create);
    router.patch(PATH).handler(this::resize);
    router.delete(PATH).handler(this::delete);
  }

  private void create(RoutingContext ctx) {
    answer(ctx, conduits.create(count(JsonFields.body(ctx))));
  }

  private void resize(RoutingContext ctx) {
    var body = JsonFields.body(ctx);
    var conduit = existing(conduits, JsonFields.text(body, "id"));
    conduits.resize(conduit, count(body));
    answer(ctx, conduit);
  }

  /** Deletes a conduit and ends the conduit's subscriptions. */
  private void delete(RoutingContext ctx) {
    var conduit = existing(conduits, parameter(ctx, "id"));
    conduits.delete(conduit);
    revocations.conduitDeleted(conduit.id());
    ctx.response().setStatusCode(204).end();
  }

  static Conduit existing(ConduitRegister conduits, String id) {
    return conduits.find(id).orElseThrow(() -> new ApiError(404, "conduit not found"));
  }

  static String parameter(RoutingContext ctx, String name) {
    var value = ctx.queryParams().get(name);
    if (value == null || value.isEmpty()) {
      throw new ApiError(400, "The parameter \"" + name + "\" is required");
    }
    return value;
  }

  private static int count(JsonObject body) {
    if (body.getValue("shard_count") instanceof Integer count) {
      return count;
    }
    throw new ApiError(400, "missing or malformed field: shard_count must be a whole number");
  }

  private static void answer(RoutingContext ctx, Conduit conduit) {
    ctx.json(PageCursor.data(List.of(conduit), Conduit::toJson));
  }
}
