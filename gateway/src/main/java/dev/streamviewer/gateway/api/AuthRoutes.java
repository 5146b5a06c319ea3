package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.CrossSiteGuard;
import dev.streamviewer.gateway.session.BrowserCookie;
import dev.streamviewer.gateway.session.SessionCookie;
import dev.streamviewer.gateway.session.SessionLookup;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.EndSession;
import dev.streamviewer.platform.contract.auth.LoginResult;
import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;
import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.auth.Viewer;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Signing in with Twitch, and out. */
public final class AuthRoutes {
  private static final URI LOGIN_PAGE = URI.create("/#/login");

  private final EventBus bus;
  private final SessionLookup sessions;
  private final SessionCookie session;
  private final BrowserCookie login;

  public AuthRoutes(
      EventBus bus, SessionLookup sessions, SessionCookie session, BrowserCookie login) {
    this.bus = bus;
    this.sessions = sessions;
    this.session = session;
    this.login = login;
  }

  public void mount(ApiOperations operations) {
    operations.answer("beginLogin", this::begin);
    // Nothing stands before it: whatever comes from Twitch, a person waits for a page.
    operations.direct("completeLogin", this::complete);
    operations.answer("getViewer", this::viewer);
    operations.answer("logout", this::logout);
  }

  private Future<Viewer> viewer(ApiRequest request) {
    return isTrue(request, "fresh")
        ? sessions.validated(request.http()).map(Session::viewer)
        : Future.succeededFuture(request.viewer());
  }

  /**
   * Another site can only show the page. A sign-in that it began would end, through Twitch's silent
   * consent, the session that the viewer has, and take back what they consented to.
   */
  private Future<URI> begin(ApiRequest request) {
    return CrossSiteGuard.isFromElsewhere(request.http())
        ? Future.succeededFuture(LOGIN_PAGE)
        : beginHere(request);
  }

  private Future<URI> beginHere(ApiRequest request) {
    var browser = login.read(request.http()).map(Secret::value).orElse(null);
    var streamer = request.value("streamer") == null ? null : lowerCase(request.value("streamer"));
    var question =
        new BeginLogin(
            browser,
            streamer,
            isTrue(request, "switch"),
            isTrue(request, "own"),
            isTrue(request, "chat"));
    return Contracts.BEGIN_LOGIN
        .ask(bus, question)
        .map(
            redirect -> {
              login.write(request.response(), new Secret(redirect.browser()));
              return redirect.location();
            })
        .recover(
            failure -> wantsPage(request.http()) ? unavailable() : Future.failedFuture(failure));
  }

  private static boolean isTrue(ApiRequest request, String name) {
    return "true".equals(request.value(name));
  }

  private void complete(RoutingContext context) {
    var request = context.request();
    ask(request)
        .onSuccess(result -> forgetBrowser(result, request))
        .otherwise(LoginResult.of(Outcome.UNAVAILABLE))
        .onSuccess(result -> ApiResponses.write(request.response(), pageAfter(result, request)))
        .onFailure(context::fail);
  }

  /** A forged answer leaves the cookie alone, or any link could end a sign-in under way. */
  private void forgetBrowser(LoginResult result, HttpServerRequest request) {
    if (result.outcome() != Outcome.FORGED) {
      login.remove(request.response());
    }
  }

  private Future<LoginResult> ask(HttpServerRequest request) {
    try {
      var query = new QueryStringDecoder(request.uri()).parameters();
      var browser = login.read(request).map(Secret::value).orElse(null);
      var code = single(query, "code");
      var question =
          new CompleteLogin(
              code == null ? null : new Secret(code),
              single(query, "state"),
              single(query, "error"),
              browser);
      return Contracts.COMPLETE_LOGIN.ask(bus, question);
    } catch (IllegalArgumentException e) {
      return Future.succeededFuture(LoginResult.of(Outcome.FORGED));
    }
  }

  private URI pageAfter(LoginResult result, HttpServerRequest request) {
    if (result.outcome() == Outcome.DENIED && isSignedIn(result, request)) {
      return URI.create(home(result.streamer()) + "&consent=denied");
    }
    if (result.outcome() != Outcome.SIGNED_IN) {
      return failed(result.outcome());
    }
    // The id of an earlier session is never used on, so that nobody can prepare one for another.
    session.read(request).ifPresent(old -> Contracts.END_SESSION.ask(bus, new EndSession(old)));
    session.write(request.response(), result.session());
    return URI.create(result.streamer() == null ? "/#/home" : home(result.streamer()));
  }

  /** Somebody who is signed in and refuses to consent to more stays where they were. */
  private boolean isSignedIn(LoginResult result, HttpServerRequest request) {
    return result.streamer() != null && session.read(request).isPresent();
  }

  private static String home(String streamer) {
    return "/#/home?streamer=" + URLEncoder.encode(streamer, StandardCharsets.UTF_8);
  }

  /** The cookie stays when the session could not be ended, so that another try can end it. */
  private Future<Done> logout(ApiRequest request) {
    return session
        .read(request.http())
        .map(id -> Contracts.END_SESSION.ask(bus, new EndSession(id)))
        .orElseGet(() -> Future.succeededFuture(new Done()))
        .onSuccess(done -> session.remove(request.response()));
  }

  /** A person who follows a link needs a page, a program needs the problem itself. */
  private static boolean wantsPage(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.ACCEPT)
        && request.getHeader(HttpHeaders.ACCEPT).contains("text/html");
  }

  private static Future<URI> unavailable() {
    return Future.succeededFuture(failed(Outcome.UNAVAILABLE));
  }

  private static URI failed(Outcome outcome) {
    return URI.create("/#/login?error=" + lowerCase(outcome.name()));
  }

  /** RFC 6749 forbids to give a parameter twice; which of them would be meant? */
  private static String single(Map<String, List<String>> query, String name) {
    var values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new IllegalArgumentException(name + " is given twice");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
