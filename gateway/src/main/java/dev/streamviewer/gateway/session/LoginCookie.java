package dev.streamviewer.gateway.session;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * The cookie that proves that this browser began a sign-in. Sign-ins in several tabs share one
 * proof. A mark in the cookie then says that the end of one sign-in must not remove the cookie.
 */
public final class LoginCookie {
  /** No proof contains this character. */
  private static final String SHARED = "~";

  private final BrowserCookie cookie;

  public LoginCookie(boolean secure) {
    this.cookie = BrowserCookie.login(secure);
  }

  /** Reads the proof; empty if missing or certainly not ours. */
  public Optional<String> proof(HttpServerRequest request) {
    return value(request).map(it -> it.replace(SHARED, "")).filter(it -> !it.isEmpty());
  }

  /** Writes the proof of a sign-in that begins. */
  public void write(HttpServerRequest request, String proof) {
    var isShared = proof(request).filter(proof::equals).isPresent();
    cookie.write(request.response(), new Secret(isShared ? proof + SHARED : proof));
  }

  /** Removes the proof of a sign-in that ended. A shared proof stays until it expires. */
  public void endSignIn(HttpServerRequest request) {
    if (value(request).filter(it -> it.endsWith(SHARED)).isEmpty()) {
      cookie.remove(request.response());
    }
  }

  private Optional<String> value(HttpServerRequest request) {
    return cookie.read(request).map(Secret::value);
  }
}
