package dev.streamviewer.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.http.Cookie;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserCookieTest {
  @Test
  void prefixesTheNameOverHttps() {
    assertThat(BrowserCookie.login(true).name()).isEqualTo("__Host-login");
    assertThat(BrowserCookie.login(false).name()).isEqualTo("login");
  }

  @Test
  void hidesASecretFromScripts() {
    var cookie = BrowserCookie.secret("session", true, Duration.ofDays(30)).cookie("an-id");

    assertThat(cookie.encode().split("; "))
        .containsExactlyInAnyOrder(
            "__Host-session=an-id", "Path=/", "Secure", "HTTPOnly", "SameSite=Lax");
  }

  @Test
  void showsAReadableCookieToScripts() {
    var cookie = BrowserCookie.readable("signed-in", false, Duration.ofDays(30)).cookie("1");

    assertThat(cookie.encode().split("; "))
        .containsExactlyInAnyOrder("signed-in=1", "Path=/", "SameSite=Lax");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 256})
  void readsAValueOfUpTo256Characters(int length) {
    var value = "x".repeat(length);

    assertThat(BrowserCookie.value(Cookie.cookie("session", value)))
        .map(Secret::value)
        .contains(value);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 257, 4096})
  void ignoresAnEmptyOrLongValue(int length) {
    assertThat(BrowserCookie.value(Cookie.cookie("session", "x".repeat(length)))).isEmpty();
  }

  @Test
  void ignoresAMissingCookie() {
    assertThat(BrowserCookie.value(null)).isEmpty();
  }
}
