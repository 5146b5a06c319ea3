package dev.streamviewer.gateway.session;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.auth.Session;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerRequest;

/**
 * Finds the session of a request. Nothing is cached, so that sign-out takes effect at once,
 * everywhere.
 */
public final class SessionLookup {
  private final EventBus bus;
  private final SessionCookie cookie;

  public SessionLookup(EventBus bus, SessionCookie cookie) {
    this.bus = bus;
    this.cookie = cookie;
  }

  /** Finds the session; fails with {@link Reason#UNAUTHENTICATED} without a sign-in. */
  public Future<Session> session(HttpServerRequest request) {
    return find(request, false);
  }

  /** Like {@link #session}, but asks Twitch first whether the session's token is still valid. */
  public Future<Session> validated(HttpServerRequest request) {
    return find(request, true);
  }

  private Future<Session> find(HttpServerRequest request, boolean fresh) {
    return cookie
        .read(request)
        .map(id -> Contracts.FIND_SESSION.ask(bus, new FindSession(id, fresh)))
        .orElseGet(SessionLookup::unauthenticated)
        .onSuccess(found -> cookie.restoreMarker(request))
        .onFailure(failure -> removeMarkerIfUnauthenticated(request, failure));
  }

  private void removeMarkerIfUnauthenticated(HttpServerRequest request, Throwable failure) {
    if (failure instanceof BusFailure busFailure && busFailure.reason() == Reason.UNAUTHENTICATED) {
      cookie.removeMarker(request);
    }
  }

  private static Future<Session> unauthenticated() {
    return Future.failedFuture(
        new BusFailure(Reason.UNAUTHENTICATED, "You are not signed in. Please sign in first."));
  }
}
