package dev.streamviewer.gateway.session;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that says who is signed in, and beside it a marker that the page can read. The marker
 * says only that there is a session, so that the page need not ask when nobody is signed in.
 */
public final class SessionCookie {
  /** As long as the auth service keeps a session; a person comes back the next evening. */
  private static final Duration LIFE = Duration.ofDays(30);

  private static final Secret PRESENT = new Secret("1");

  private final BrowserCookie id;
  private final BrowserCookie marker;

  public SessionCookie(boolean secure) {
    this.id = BrowserCookie.secret("session", secure, LIFE);
    this.marker = BrowserCookie.readable("signed-in", secure, LIFE);
  }

  /** The id of the session, unless it is missing or cannot be one of ours. */
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

  /** Sets a marker that is missing, since the request belongs to a session. */
  void confirm(HttpServerRequest request) {
    if (marker.read(request).isEmpty()) {
      marker.write(request.response(), PRESENT);
    }
  }

  /**
   * Removes a marker that is wrong. The id stays: another tab may have signed in meanwhile, and
   * this answer would remove the new one.
   */
  void deny(HttpServerRequest request) {
    if (marker.read(request).isPresent()) {
      marker.remove(request.response());
    }
  }
}
