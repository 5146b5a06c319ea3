package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.wire.Refusal;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The two shapes of Twitch's error bodies. */
final class HelixErrors {
  private HelixErrors() {}

  static void helix(RoutingContext ctx) {
    var refusal = Refusal.of(ctx);
    var reason = HttpResponseStatus.valueOf(refusal.status()).reasonPhrase();
    send(ctx, refusal, new JsonObject().put("error", reason));
  }

  static void oauth(RoutingContext ctx) {
    send(ctx, Refusal.of(ctx), new JsonObject());
  }

  private static void send(RoutingContext ctx, Refusal refusal, JsonObject body) {
    ctx.response().setStatusCode(refusal.status());
    ctx.json(
        body.put("status", refusal.status())
            .put("message", refusal.getMessage())
            .mergeIn(refusal.extras()));
  }
}
