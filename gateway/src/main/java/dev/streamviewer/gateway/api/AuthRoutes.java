package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.CrossSiteGuard;
import dev.streamviewer.gateway.session.LoginCookie;
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
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sign-in with Twitch, and sign-out. */
public final class AuthRoutes {
  private static final URI LOGIN_PAGE = URI.create("/#/login");

  private final EventBus bus;
  private final SessionLookup sessionLookup;
  private final SessionCookie sessionCookie;
  private final LoginCookie loginCookie;

  public AuthRoutes(
      EventBus bus,
      SessionLookup sessionLookup,
      SessionCookie sessionCookie,
      LoginCookie loginCookie) {
    this.bus = bus;
    this.sessionLookup = sessionLookup;
    this.sessionCookie = sessionCookie;
    this.loginCookie = loginCookie;
  }

  public void mount(ApiOperations operations) {
    operations.answer("beginLogin", this::beginUnlessCrossOrigin);
    // Unchecked: whatever Twitch sends, a person waits for a page.
    operations.mountUnchecked("completeLogin", this::complete);
    operations.answer("getViewer", this::viewer);
    operations.answer("logout", this::logout);
  }

  private Future<Viewer> viewer(ApiRequest request) {
    return isTrue(request, "fresh")
        ? sessionLookup.validated(request.http()).map(Session::viewer)
        : Future.succeededFuture(request.viewer());
  }

  /**
   * Begins a sign-in; a request of another site only gets the login page. Through Twitch's silent
   * consent, a sign-in begun by another site would end the viewer's session and withdraw consents
   * of the viewer.
   */
  private Future<URI> beginUnlessCrossOrigin(ApiRequest request) {
    return CrossSiteGuard.isCrossOrigin(request.http().headers())
        ? Future.succeededFuture(LOGIN_PAGE)
        : beginLogin(request);
  }

  private Future<URI> beginLogin(ApiRequest request) {
    var proof = loginCookie.proof(request.http()).orElse(null);
    var streamer = request.value("streamer") == null ? null : lowerCase(request.value("streamer"));
    var message =
        new BeginLogin(
            proof,
            streamer,
            isTrue(request, "switch"),
            isTrue(request, "own"),
            isTrue(request, "chat"),
            groups(request),
            isTrue(request, "follows"));
    return Contracts.BEGIN_LOGIN
        .ask(bus, message)
        .map(
            redirect -> {
              loginCookie.write(request.http(), redirect.browser());
              return redirect.location();
            })
        .recover(
            failure -> wantsPage(request.http()) ? unavailable() : Future.failedFuture(failure));
  }

  private static List<String> groups(ApiRequest request) {
    var groups = request.value("groups");
    return groups == null ? List.of() : List.of(groups.split(","));
  }

  private static boolean isTrue(ApiRequest request, String name) {
    return "true".equals(request.value(name));
  }

  private void complete(RoutingContext context) {
    var request = context.request();
    completeLogin(request)
        .onSuccess(result -> endSignIn(result, request))
        .otherwise(LoginResult.of(Outcome.UNAVAILABLE))
        .compose(result -> pageAfter(result, request))
        .onSuccess(page -> ApiResponses.write(request.response(), page))
        .onFailure(context::fail);
  }

  /** Keeps the cookie after a forged callback; otherwise any link could end a pending sign-in. */
  private void endSignIn(LoginResult result, HttpServerRequest request) {
    if (result.outcome() != Outcome.FORGED) {
      loginCookie.endSignIn(request);
    }
  }

  private Future<LoginResult> completeLogin(HttpServerRequest request) {
    try {
      var query = new QueryStringDecoder(request.uri()).parameters();
      var code = single(query, "code");
      var message =
          new CompleteLogin(
              code == null ? null : new Secret(code),
              single(query, "state"),
              single(query, "error"),
              loginCookie.proof(request).orElse(null));
      return Contracts.COMPLETE_LOGIN.ask(bus, message);
    } catch (IllegalArgumentException e) {
      return Future.succeededFuture(LoginResult.of(Outcome.FORGED));
    }
  }

  /**
   * Opens the page after a sign-in, and also after a failed one if the viewer has a session: the
   * callback of a completed sign-in comes again with the Back button or from a second tab.
   */
  private Future<URI> pageAfter(LoginResult result, HttpServerRequest request) {
    if (result.outcome() == Outcome.SIGNED_IN) {
      replaceSession(result.session(), request);
      return Future.succeededFuture(home(result));
    }
    return sessionLookup
        .session(request)
        .map(session -> home(result))
        .otherwise(failed(result.outcome()));
  }

  /**
   * Ends the previous session. The cookie is always new, so that an attacker cannot plant a session
   * (session fixation).
   */
  private void replaceSession(Secret session, HttpServerRequest request) {
    sessionCookie
        .read(request)
        .filter(old -> !old.equals(session))
        .ifPresent(old -> Contracts.END_SESSION.ask(bus, new EndSession(old)));
    sessionCookie.write(request.response(), session);
  }

  private static URI home(LoginResult result) {
    var query = new QueryStringEncoder("/#/home");
    if (result.streamer() != null) {
      query.addParam("streamer", result.streamer());
    }
    notice(result.outcome()).forEach(query::addParam);
    return URI.create(query.toString());
  }

  /** Returns what the page tells a viewer who stays signed in. */
  private static Map<String, String> notice(Outcome outcome) {
    return switch (outcome) {
      case DENIED -> Map.of("consent", "denied");
      case FAILED, UNAVAILABLE -> Map.of("error", lowerCase(outcome.name()));
      case SIGNED_IN, EXPIRED, REPLAYED, FORGED -> Map.of();
    };
  }

  /**
   * Keeps the cookie when the session could not be ended, so that another attempt can end the
   * session.
   */
  private Future<Done> logout(ApiRequest request) {
    return sessionCookie
        .read(request.http())
        .map(id -> Contracts.END_SESSION.ask(bus, new EndSession(id)))
        .orElseGet(() -> Future.succeededFuture(new Done()))
        .onSuccess(done -> sessionCookie.remove(request.response()));
  }

  /**
   * Whether the client is a browser that follows a link and needs a page; a program needs the
   * problem.
   */
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

  /** Reads a parameter that occurs once at most; RFC 6749 forbids repeated parameters. */
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
