package dev.streamviewer.gateway.session;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.auth.Session;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerRequest;

/** Knows who asks. Nothing is remembered, so that signing out holds at once and everywhere. */
public final class SessionLookup {
  private final EventBus bus;
  private final SessionCookie cookie;

  public SessionLookup(EventBus bus, SessionCookie cookie) {
    this.bus = bus;
    this.cookie = cookie;
  }

  /** Who asks; fails with {@link Reason#UNAUTHENTICATED} when nobody is signed in. */
  public Future<Session> session(HttpServerRequest request) {
    return find(request, false);
  }

  /** As {@link #session}, after Twitch was asked whether it still vouches for the session. */
  public Future<Session> validated(HttpServerRequest request) {
    return find(request, true);
  }

  private Future<Session> find(HttpServerRequest request, boolean fresh) {
    return cookie
        .read(request)
        .map(id -> Contracts.FIND_SESSION.ask(bus, new FindSession(id, fresh)))
        .orElseGet(SessionLookup::nobody)
        .onSuccess(found -> cookie.confirm(request))
        .onFailure(failure -> denyIfNobody(request, failure));
  }

  private void denyIfNobody(HttpServerRequest request, Throwable failure) {
    if (failure instanceof BusFailure known && known.reason() == Reason.UNAUTHENTICATED) {
      cookie.deny(request);
    }
  }

  private static Future<Session> nobody() {
    return Future.failedFuture(
        new BusFailure(Reason.UNAUTHENTICATED, "You are not signed in. Please sign in first."));
  }
}
