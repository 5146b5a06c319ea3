package dev.streamviewer.sandbox.twitch.oauth;

import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Routes of OAuth for the browser: choice of an account, and consent. */
public final class AuthorizeRoutes {
  private static final String LAST_USER = "sandbox_user";

  private final TwitchWorld world;
  private final ConsentRegister consents;
  private final AuthorizationCodes codes;
  private final OAuthOptions options;
  private final ConsentPage page;

  public AuthorizeRoutes(
      TwitchWorld world,
      ConsentRegister consents,
      AuthorizationCodes codes,
      OAuthOptions options,
      ConsentPage page) {
    this.world = world;
    this.consents = consents;
    this.codes = codes;
    this.options = options;
    this.page = page;
  }

  public void mount(Router router) {
    router.get("/oauth2/authorize").handler(this::ask);
    router.post("/oauth2/authorize").handler(this::decide);
  }

  private void ask(RoutingContext ctx) {
    var request = AuthorizeRequest.from(ctx.queryParams(), options);
    if (!request.responseType().equals("code")) {
      redirect(ctx, request.failed("unsupported_response_type", "Only code is supported"));
      return;
    }
    if (!request.scopes().stream().allMatch(TwitchScopes::exists)) {
      redirect(ctx, request.failed("invalid_scope", "invalid scope requested"));
      return;
    }
    var last = lastUser(ctx);
    var alreadyConsented =
        last.filter(user -> !request.forceVerify() && hasConsented(user, request)).isPresent();
    if (alreadyConsented) {
      accept(ctx, request, last.get());
    } else {
      page.show(ctx, request, last);
    }
  }

  private void decide(RoutingContext ctx) {
    var form = ctx.request().formAttributes();
    var request = AuthorizeRequest.from(form, options);
    var user =
        Optional.ofNullable(form.get("user")).flatMap(world::withLogin).map(SandboxStreamer::user);
    if (!"authorize".equals(form.get("decision")) || user.isEmpty()) {
      redirect(ctx, request.denied());
      return;
    }
    ctx.response()
        .addCookie(
            Cookie.cookie(LAST_USER, user.get().login())
                .setPath("/oauth2")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX));
    accept(ctx, request, user.get());
  }

  private void accept(RoutingContext ctx, AuthorizeRequest request, TwitchUser user) {
    consents.grant(user.id(), request.scopes());
    var grant = new CodeGrant(user.id(), request.scopes());
    redirect(ctx, request.accepted(codes.issue(grant, request.redirectUri())));
  }

  private boolean hasConsented(TwitchUser user, AuthorizeRequest request) {
    return consents.given(user.id()) && consents.scopes(user.id()).containsAll(request.scopes());
  }

  private Optional<TwitchUser> lastUser(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getCookie(LAST_USER))
        .map(Cookie::getValue)
        .flatMap(world::withLogin)
        .map(SandboxStreamer::user);
  }

  private static void redirect(RoutingContext ctx, String uri) {
    ctx.response().setStatusCode(302).putHeader("Location", uri).end();
  }
}
