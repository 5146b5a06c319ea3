package dev.streamviewer.gateway.config;

import static dev.streamviewer.gateway.TestGateway.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsUrlTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void isEmptyWhenUnset(String url) {
    assertThat(AssetsUrl.from(settings(Map.of("ASSETS_URL", url)), true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cdn.test, expected an address such as https://cdn.example.com",
    "//cdn.test, expected an address such as",
    "ftp://cdn.test, expected an address such as",
    "https:///path, expected an address such as",
    "https://cdn.test/?v=1, expected an address such as",
    "https://user@cdn.test, expected an address such as",
    "https://cdn.test/a;script-src, expected an address of letters",
    "'https://cdn.test/a''b', expected an address of letters",
    "'https://cdn.test/a,b', expected an address of letters",
    "https://cdn.test/ä, expected an address of letters",
    "https://cdn.test/#a, expected an address of letters",
    "http://cdn.test, PUBLIC_URL is https"
  })
  void reportsAnAddressThatBrowsersCannotUse(String url, String fault) {
    var settings = settings(Map.of("ASSETS_URL", url));
    AssetsUrl.from(settings, true);

    assertThat(settings.faults())
        .singleElement()
        .asString()
        .startsWith("ASSETS_URL is \"" + url)
        .contains(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "https://cdn.test, https://cdn.test/assets/",
    "https://cdn.test/viewer//, https://cdn.test/viewer/assets/",
    "https://cdn.test:443/a~b%20c, https://cdn.test/a~b%20c/assets/",
    "http://localhost:9000, http://localhost:9000/assets/"
  })
  void namesTheSourceForTheSecurityPolicy(String url, String source) {
    var settings = settings(Map.of("ASSETS_URL", url));

    assertThat(AssetsUrl.from(settings, false).orElseThrow().source()).isEqualTo(source);
    assertThat(settings.faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://cdn.test", "https://cdn.test/viewer"})
  void appendsThePathOfAFile(String url) {
    assertThat(new AssetsUrl(URI.create(url)).of("/assets/a.js")).isEqualTo(url + "/assets/a.js");
  }
}
