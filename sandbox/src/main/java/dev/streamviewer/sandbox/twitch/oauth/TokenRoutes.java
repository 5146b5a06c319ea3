package dev.streamviewer.sandbox.twitch.oauth;

import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.HmacSignature;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Routes of OAuth for the application: token, validate and revoke. */
public final class TokenRoutes {
  private static final String SCHEME = "OAuth ";

  private final TwitchWorld world;
  private final AccessTokens tokens;
  private final AuthorizationCodes codes;
  private final OAuthOptions options;

  public TokenRoutes(
      TwitchWorld world, AccessTokens tokens, AuthorizationCodes codes, OAuthOptions options) {
    this.world = world;
    this.tokens = tokens;
    this.codes = codes;
    this.options = options;
  }

  public void mount(Router router) {
    router.post("/oauth2/token").handler(this::token);
    router.get("/oauth2/validate").handler(this::validate);
    router.post("/oauth2/revoke").handler(this::revoke);
  }

  /** Issues tokens. Credentials must be in the form body; Twitch ignores HTTP Basic. */
  private void token(RoutingContext ctx) {
    if (!field(ctx, "client_id").equals(options.clientId())) {
      throw new ApiError(400, "invalid client");
    }
    if (!HmacSignature.same(options.clientSecret(), field(ctx, "client_secret"))) {
      throw new ApiError(403, "invalid client secret");
    }
    var answer =
        switch (field(ctx, "grant_type")) {
          case "authorization_code" -> exchange(field(ctx, "code"), field(ctx, "redirect_uri"));
          case "refresh_token" -> refresh(field(ctx, "refresh_token"));
          case "client_credentials" -> bearer(tokens.issueApp());
          default -> throw new ApiError(400, "invalid grant type");
        };
    ctx.response().putHeader("Cache-Control", "no-store");
    ctx.json(answer);
  }

  private JsonObject exchange(String code, String redirectUri) {
    var issued =
        codes.redeem(code).orElseThrow(() -> new ApiError(400, "Invalid authorization code"));
    if (!issued.redirectUri().equals(redirectUri)) {
      throw new ApiError(400, "Parameter redirect_uri does not match registered URI");
    }
    return userTokens(issued.grant());
  }

  private JsonObject refresh(String value) {
    return userTokens(
        tokens.redeemRefresh(value).orElseThrow(() -> new ApiError(400, "Invalid refresh token")));
  }

  /**
   * Returns the tokens of a user. The scope is a JSON array, contrary to RFC 6749: twitchdev/issues
   * 164.
   */
  private JsonObject userTokens(CodeGrant grant) {
    return bearer(tokens.issueUser(grant))
        .put("refresh_token", tokens.issueRefresh(grant))
        .put("scope", new JsonArray(List.copyOf(grant.scopes())));
  }

  private JsonObject bearer(AccessToken token) {
    return new JsonObject()
        .put("access_token", token.value())
        .put("expires_in", tokens.secondsLeft(token))
        .put("token_type", "bearer");
  }

  private void validate(RoutingContext ctx) {
    var header = ctx.request().getHeader("Authorization");
    if (header == null || !header.startsWith(SCHEME)) {
      throw new ApiError(401, "missing authorization token");
    }
    var token =
        tokens
            .find(header.substring(SCHEME.length()))
            .orElseThrow(() -> new ApiError(401, "invalid access token"));
    var answer =
        new JsonObject()
            .put("client_id", options.clientId())
            .put("scopes", new JsonArray(List.copyOf(token.scopes())))
            .put("expires_in", tokens.secondsLeft(token));
    if (token.isUser()) {
      world.withId(token.userId()).ifPresent(owner -> answer.put("login", owner.user().login()));
      answer.put("user_id", token.userId());
    }
    ctx.json(answer);
  }

  private void revoke(RoutingContext ctx) {
    if (!field(ctx, "client_id").equals(options.clientId())) {
      throw new ApiError(404, "client does not exist");
    }
    if (!tokens.revoke(field(ctx, "token"))) {
      throw new ApiError(400, "Invalid token");
    }
    ctx.end();
  }

  private static String field(RoutingContext ctx, String name) {
    var value = ctx.request().formAttributes().get(name);
    return value == null ? "" : value;
  }
}
