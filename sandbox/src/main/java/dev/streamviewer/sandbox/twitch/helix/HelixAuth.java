package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.oauth.AccessToken;
import dev.streamviewer.sandbox.twitch.oauth.AccessTokens;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Guards every Helix call: checks the token and the client id, and takes a point from the rate
 * limit.
 */
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
    var sentClientId = ctx.request().getHeader("Client-Id");
    if (sentClientId == null) {
      throw new ApiError(401, "Client ID is missing");
    }
    var token =
        tokens
            .find(header.substring(SCHEME.length()))
            .orElseThrow(() -> new ApiError(401, "Invalid OAuth token"));
    if (!sentClientId.equals(clientId)) {
      throw new ApiError(401, "Client ID and OAuth token do not match");
    }
    return token;
  }

  static AccessToken token(RoutingContext ctx) {
    return ctx.get(TOKEN);
  }

  /**
   * Accepts only an app access token: EventSub webhooks belong to the application, not to a user.
   */
  static Handler<RoutingContext> appOnly() {
    return ctx -> {
      if (!token(ctx).isApp()) {
        throw new ApiError(401, "invalid token type: an app access token is required");
      }
      ctx.next();
    };
  }
}
