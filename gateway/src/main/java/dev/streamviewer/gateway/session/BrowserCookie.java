package dev.streamviewer.gateway.session;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * A cookie of this site. Over https the name has a prefix that makes browsers verify the origin:
 * this host alone, over https.
 *
 * @param readable whether scripts of the page can read the cookie
 * @param maxAge the lifetime in the browser
 */
public record BrowserCookie(String name, boolean secure, boolean readable, Duration maxAge) {
  private static final int MAX_LENGTH = 256;

  /** A cookie for a random id, hidden from scripts. */
  static BrowserCookie secret(String name, boolean secure, Duration maxAge) {
    return new BrowserCookie(prefixed(name, secure), secure, false, maxAge);
  }

  /** A cookie for the scripts of the page; must not hold a secret. */
  static BrowserCookie readable(String name, boolean secure, Duration maxAge) {
    return new BrowserCookie(prefixed(name, secure), secure, true, maxAge);
  }

  /**
   * The proof that this browser began a sign-in; valid for minutes, as long as a sign-in may take.
   */
  public static BrowserCookie login(boolean secure) {
    return secret("login", secure, Duration.ofMinutes(15));
  }

  /** Reads the value from a request; empty if missing or certainly not ours. */
  public Optional<Secret> read(HttpServerRequest request) {
    return value(request.getCookie(name));
  }

  /**
   * The value of a cookie.
   *
   * @param cookie null if the request has none of this name
   */
  static Optional<Secret> value(Cookie cookie) {
    return Optional.ofNullable(cookie)
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH)
        .map(Secret::new);
  }

  public void write(HttpServerResponse response, Secret value) {
    response.addCookie(cookie(value.value()).setMaxAge(maxAge.toSeconds()));
  }

  public void remove(HttpServerResponse response) {
    response.addCookie(cookie("").setMaxAge(0));
  }

  private static String prefixed(String name, boolean secure) {
    return secure ? "__Host-" + name : name;
  }

  /** Sets the path of the whole host, which the prefix requires. */
  Cookie cookie(String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(!readable)
        .setSecure(secure)
        .setSameSite(CookieSameSite.LAX);
  }
}
