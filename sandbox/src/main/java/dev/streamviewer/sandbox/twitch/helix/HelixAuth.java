package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.oauth.AccessToken;
import dev.streamviewer.sandbox.twitch.oauth.AccessTokens;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Guards every Helix call: a token, the client id that it belongs to, and a point to spend. */
public final class HelixAuth implements Handler<RoutingContext> {
  private static final String TOKEN = "helix.token";
  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;
  private final RateLimiter limiter;
  private final String clientId;

  public HelixAuth(AccessTokens tokens, RateLimiter limiter, String clientId) {
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
      throw new ApiError(429, "Request limit exceeded");
    }
    ctx.next();
  }

  private AccessToken authenticate(RoutingContext ctx) {
    var header = ctx.request().getHeader("Authorization");
    if (header == null || !header.startsWith(SCHEME)) {
      throw new ApiError(401, "OAuth token is missing");
    }
    var given = ctx.request().getHeader("Client-Id");
    if (given == null) {
      throw new ApiError(401, "Client ID is missing");
    }
    var token =
        tokens
            .find(header.substring(SCHEME.length()))
            .orElseThrow(() -> new ApiError(401, "Invalid OAuth token"));
    if (!given.equals(clientId)) {
      throw new ApiError(401, "Client ID and OAuth token do not match");
    }
    return token;
  }

  static AccessToken token(RoutingContext ctx) {
    return ctx.get(TOKEN);
  }

  /** Passes only an app access token: EventSub webhooks are the application's, not a user's. */
  static Handler<RoutingContext> appOnly() {
    return ctx -> {
      if (!token(ctx).isApp()) {
        throw new ApiError(401, "invalid token type: an app access token is required");
      }
      ctx.next();
    };
  }
}
