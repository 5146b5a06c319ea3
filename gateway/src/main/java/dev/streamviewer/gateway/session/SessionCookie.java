package dev.streamviewer.gateway.session;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The session cookie, and a marker cookie that the page can read. The marker tells only that a
 * session exists, so that the page makes no request without a session.
 */
public final class SessionCookie {
  /**
   * Equals the lifetime of a session in the auth service, so that viewers can return the next
   * evening.
   */
  private static final Duration MAX_AGE = Duration.ofDays(30);

  private static final Secret PRESENT = new Secret("1");

  private final BrowserCookie id;
  private final BrowserCookie marker;

  public SessionCookie(boolean secure) {
    this.id = BrowserCookie.secret("session", secure, MAX_AGE);
    this.marker = BrowserCookie.readable("signed-in", secure, MAX_AGE);
  }

  /** Reads the session id; empty if missing or certainly not ours. */
  public Optional<Secret> read(HttpServerRequest request) {
    return id.read(request);
  }

  public void write(HttpServerResponse response, Secret session) {
    id.write(response, session);
    marker.write(response, PRESENT);
  }

  public void remove(HttpServerResponse response) {
    id.remove(response);
    marker.remove(response);
  }

  /** Sets a missing marker, since the request belongs to a session. */
  void restoreMarker(HttpServerRequest request) {
    if (marker.read(request).isEmpty()) {
      marker.write(request.response(), PRESENT);
    }
  }

  /**
   * Removes a wrong marker. The id stays: another tab may have signed in meanwhile, and this
   * response would remove the new id.
   */
  void removeMarker(HttpServerRequest request) {
    if (marker.read(request).isPresent()) {
      marker.remove(request.response());
    }
  }
}
