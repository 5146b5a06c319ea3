package dev.streamviewer.gateway;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.FindSession;
import dev.streamviewer.platform.contract.Session;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerRequest;

/** Knows who asks. Nothing is remembered, so that signing out holds at once and everywhere. */
final class Sessions {
  private final EventBus bus;
  private final BrowserCookie cookie;

  Sessions(EventBus bus, BrowserCookie cookie) {
    this.bus = bus;
    this.cookie = cookie;
  }

  /** Who asks; fails with {@link Reason#UNAUTHENTICATED} when nobody is signed in. */
  Future<Session> session(HttpServerRequest request) {
    return cookie
        .read(request)
        .map(id -> Contracts.FIND_SESSION.ask(bus, new FindSession(id)))
        .orElseGet(
            () ->
                Future.failedFuture(
                    new BusFailure(
                        Reason.UNAUTHENTICATED, "You are not signed in. Please sign in first.")));
  }
}
