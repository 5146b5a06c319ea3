package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.wire.Refusal;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Guards every Helix call: a token, the client id that it belongs to, and a point to spend. */
final class HelixAuth implements Handler<RoutingContext> {
  private static final String TOKEN = "helix.token";
  private static final String SCHEME = "Bearer ";

  private final Tokens tokens;
  private final RateLimiter limiter;
  private final String clientId;

  HelixAuth(Tokens tokens, RateLimiter limiter, String clientId) {
    this.tokens = tokens;
    this.limiter = limiter;
    this.clientId = clientId;
  }

  @Override
  public void handle(RoutingContext ctx) {
    var token = authenticate(ctx);
    ctx.put(TOKEN, token);
    var verdict = limiter.take(token.isApp() ? "app" : token.userId());
    ctx.response()
        .putHeader("Ratelimit-Limit", Integer.toString(verdict.limit()))
        .putHeader("Ratelimit-Remaining", Integer.toString(verdict.remaining()))
        .putHeader("Ratelimit-Reset", Long.toString(verdict.reset()));
    if (!verdict.allowed()) {
      throw new Refusal(429, "Request limit exceeded");
    }
    ctx.next();
  }

  private Token authenticate(RoutingContext ctx) {
    var header = ctx.request().getHeader("Authorization");
    if (header == null || !header.startsWith(SCHEME)) {
      throw new Refusal(401, "OAuth token is missing");
    }
    var given = ctx.request().getHeader("Client-Id");
    if (given == null) {
      throw new Refusal(401, "Client ID is missing");
    }
    var token =
        tokens
            .find(header.substring(SCHEME.length()))
            .orElseThrow(() -> new Refusal(401, "Invalid OAuth token"));
    if (!given.equals(clientId)) {
      throw new Refusal(401, "Client ID and OAuth token do not match");
    }
    return token;
  }

  static Token token(RoutingContext ctx) {
    return ctx.get(TOKEN);
  }

  /** Passes only an app access token: EventSub webhooks are the application's, not a user's. */
  static Handler<RoutingContext> appOnly() {
    return ctx -> {
      if (!token(ctx).isApp()) {
        throw new Refusal(401, "invalid token type: an app access token is required");
      }
      ctx.next();
    };
  }
}
