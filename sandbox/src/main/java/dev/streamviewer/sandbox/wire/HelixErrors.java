package dev.streamviewer.sandbox.wire;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The two shapes of Twitch's error bodies. */
public final class HelixErrors {
  private HelixErrors() {}

  public static void helix(RoutingContext ctx) {
    var refusal = ApiError.of(ctx);
    var reason = HttpResponseStatus.valueOf(refusal.status()).reasonPhrase();
    send(ctx, refusal, new JsonObject().put("error", reason));
  }

  public static void oauth(RoutingContext ctx) {
    send(ctx, ApiError.of(ctx), new JsonObject());
  }

  private static void send(RoutingContext ctx, ApiError refusal, JsonObject body) {
    ctx.response().setStatusCode(refusal.status());
    ctx.json(
        body.put("status", refusal.status())
            .put("message", refusal.getMessage())
            .mergeIn(refusal.extras()));
  }
}
