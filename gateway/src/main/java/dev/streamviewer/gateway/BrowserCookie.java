package dev.streamviewer.gateway;

import dev.streamviewer.platform.contract.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * A cookie that holds a random id and nothing else, which no script can read. By https its name has
 * a prefix with which browsers make sure that nobody but this host, by https, has set it.
 *
 * @param life how long the browser keeps it
 */
record BrowserCookie(String name, String path, boolean secure, Duration life) {
  private static final int MOST = 256;

  /** As long as the auth service keeps one; a person comes back the next evening. */
  private static final Duration SESSION = Duration.ofDays(30);

  /** What says who is signed in. */
  static BrowserCookie session(boolean secure) {
    return new BrowserCookie(secure ? "__Host-session" : "session", "/", secure, SESSION);
  }

  /** What proves that this browser began a sign-in; a sign-in takes minutes. */
  static BrowserCookie login(boolean secure) {
    var name = secure ? "__Secure-login" : "login";
    return new BrowserCookie(name, "/api/auth", secure, Duration.ofMinutes(15));
  }

  /** Its value in a request, unless it is missing or cannot be an id of ours. */
  Optional<Secret> read(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(name))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= MOST)
        .map(Secret::new);
  }

  void write(HttpServerResponse response, Secret value) {
    response.addCookie(cookie(value.value()).setMaxAge(life.toSeconds()));
  }

  void remove(HttpServerResponse response) {
    response.addCookie(cookie("").setMaxAge(0));
  }

  private Cookie cookie(String value) {
    return Cookie.cookie(name, value)
        .setPath(path)
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.LAX);
  }
}
