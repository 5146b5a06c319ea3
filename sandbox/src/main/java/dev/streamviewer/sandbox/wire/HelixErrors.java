package dev.streamviewer.sandbox.wire;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The two formats of Twitch's error bodies. */
public final class HelixErrors {
  private HelixErrors() {}

  public static void helix(RoutingContext ctx) {
    var error = ApiError.of(ctx);
    var reason = HttpResponseStatus.valueOf(error.status()).reasonPhrase();
    send(ctx, error, new JsonObject().put("error", reason));
  }

  public static void oauth(RoutingContext ctx) {
    send(ctx, ApiError.of(ctx), new JsonObject());
  }

  private static void send(RoutingContext ctx, ApiError error, JsonObject body) {
    ctx.response().setStatusCode(error.status());
    ctx.json(
        body.put("status", error.status())
            .put("message", error.getMessage())
            .mergeIn(error.extras()));
  }
}
