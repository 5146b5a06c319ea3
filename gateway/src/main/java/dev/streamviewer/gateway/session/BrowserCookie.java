package dev.streamviewer.gateway.session;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * A cookie of this site. By https its name has a prefix with which browsers make sure that this
 * host alone, by https, has set it.
 *
 * @param readable whether scripts of the page can read it
 * @param life how long the browser keeps it
 */
public record BrowserCookie(String name, boolean secure, boolean readable, Duration life) {
  private static final int MOST = 256;

  /** A cookie that holds a random id and nothing else, which no script can read. */
  static BrowserCookie secret(String name, boolean secure, Duration life) {
    return new BrowserCookie(prefixed(name, secure), secure, false, life);
  }

  /** A cookie for the scripts of the page; it holds nothing that must not be seen. */
  static BrowserCookie readable(String name, boolean secure, Duration life) {
    return new BrowserCookie(prefixed(name, secure), secure, true, life);
  }

  /** Proof that this browser began a sign-in; a sign-in takes minutes. */
  public static BrowserCookie login(boolean secure) {
    return secret("login", secure, Duration.ofMinutes(15));
  }

  /** Its value in a request, unless it is missing or cannot be one of ours. */
  public Optional<Secret> read(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(name))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= MOST)
        .map(Secret::new);
  }

  public void write(HttpServerResponse response, Secret value) {
    response.addCookie(cookie(value.value()).setMaxAge(life.toSeconds()));
  }

  public void remove(HttpServerResponse response) {
    response.addCookie(cookie("").setMaxAge(0));
  }

  private static String prefixed(String name, boolean secure) {
    return secure ? "__Host-" + name : name;
  }

  /** Browsers accept the prefix only together with the path of the whole host. */
  private Cookie cookie(String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(!readable)
        .setSecure(secure)
        .setSameSite(CookieSameSite.LAX);
  }
}
