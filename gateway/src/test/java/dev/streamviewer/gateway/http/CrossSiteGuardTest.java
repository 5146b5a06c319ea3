package dev.streamviewer.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossSiteGuardTest {
  private final CrossSiteGuard guard = new CrossSiteGuard(URI.create("https://example.org"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.test",
        "https://example.org.elsewhere.test",
        "http://example.org",
        "https://example.org:8443",
        "https://sub.example.org",
        "https://example.org/",
        "https://gateway.test.elsewhere.test",
        "ws://gateway.test",
        "null",
        "",
        " "
      })
  void rejectsAnotherOrigin(String origin) {
    assertRejected(headers("Host", "gateway.test", "Origin", origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "HTTPS://EXAMPLE.ORG",
        "https://gateway.test",
        "http://gateway.test",
        "http://GATEWAY.test"
      })
  void acceptsThePublicOriginAndTheRequestedHost(String origin) {
    assertAccepted(HttpMethod.POST, headers("Host", "gateway.test", "Origin", origin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "garbage", "", "Same-Origin"})
  void rejectsAnotherSiteEvenWithTheRightOrigin(String site) {
    assertRejected(headers("Sec-Fetch-Site", site, "Origin", "https://example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void acceptsThePageAndTheAddressBar(String site) {
    assertAccepted(HttpMethod.POST, headers("Sec-Fetch-Site", site));
  }

  @Test
  void acceptsARequestWithoutOrigin() {
    assertAccepted(HttpMethod.DELETE, headers("Accept", "*/*"));
  }

  @Test
  void takesNoOriginForAMissingHost() {
    assertRejected(headers("Origin", "https://"));
  }

  @ParameterizedTest
  @CsvSource({"GET", "HEAD", "OPTIONS"})
  void acceptsReadingFromAnywhere(String method) {
    var foreign = headers("Sec-Fetch-Site", "cross-site", "Origin", "https://elsewhere.test");

    assertAccepted(HttpMethod.valueOf(method), foreign);
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"})
  void rejectsEveryOtherMethodFromAnotherSite(String method) {
    var foreign = headers("Origin", "https://elsewhere.test");

    assertThatThrownBy(() -> guard.check(HttpMethod.valueOf(method), foreign))
        .isInstanceOf(RejectedRequest.class);
  }

  @ParameterizedTest
  @CsvSource({
    "same-origin, false",
    "none, false",
    ", false",
    "same-site, true",
    "cross-site, true",
    "'', true"
  })
  void reportsTheInitiatorOfASignIn(String site, boolean crossOrigin) {
    var headers = site == null ? headers() : headers("Sec-Fetch-Site", site);

    assertThat(CrossSiteGuard.isCrossOrigin(headers)).isEqualTo(crossOrigin);
  }

  private void assertAccepted(HttpMethod method, MultiMap headers) {
    assertThatCode(() -> guard.check(method, headers)).doesNotThrowAnyException();
  }

  private void assertRejected(MultiMap headers) {
    assertThatThrownBy(() -> guard.check(HttpMethod.POST, headers))
        .isInstanceOfSatisfying(
            RejectedRequest.class, it -> assertThat(it.reason()).isEqualTo("cross_site"));
  }

  private static MultiMap headers(String... namesAndValues) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}
