package dev.streamviewer.gateway.config;

import static dev.streamviewer.gateway.TestGateway.send;
import static dev.streamviewer.gateway.TestGateway.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class AssetsUrlIT {
  /** openssl dgst -sha384 -binary index-4f3c.js | base64 */
  private static final String DIGEST =
      "Tc2XpTJX93Xa2EjxYB4RI1XVQ1VDlvwIKGYt1wqetQY9wTJMrYE3oaB3KVmOz6d5";

  @Test
  void thePageNamesItsFilesWhereTheCdnHasThem(Vertx vertx) {
    var gateway = TestGateway.start(vertx, Map.of("ASSETS_URL", "https://cdn.test/viewer/"));

    assertThat(gateway.get("/").body())
        .contains("<link rel=\"icon\" href=\"https://cdn.test/viewer/assets/icon-77aa.svg\" />")
        .contains(
            "<script type=\"module\" crossorigin"
                + " src=\"https://cdn.test/viewer/assets/index-4f3c.js\""
                + " integrity=\"sha384-%s\"></script>".formatted(DIGEST));
  }

  @Test
  void thePageThatTheBuildCompressedIsNotSentInItsStead(Vertx vertx) {
    var gateway = TestGateway.start(vertx, Map.of("ASSETS_URL", "https://cdn.test"));

    var response = send(gateway.request("/").header("Accept-Encoding", "br"));

    assertThat(response.body()).contains("https://cdn.test/assets/index-4f3c.js");
  }

  @Test
  void thePolicyAllowsTheFilesThereAndNothingBeside(Vertx vertx) {
    var gateway =
        TestGateway.start(
            vertx,
            Map.of(
                "PUBLIC_URL", "https://example.org",
                "ASSETS_URL", "https://cdn.test:8443/viewer"));

    var policy = gateway.get("/").headers().firstValue("content-security-policy").orElseThrow();

    assertThat(policy.split("; "))
        .contains(
            "default-src 'self' https://cdn.test:8443/viewer/assets/",
            "script-src 'self' https://cdn.test:8443/viewer/assets/",
            "style-src 'self' https://cdn.test:8443/viewer/assets/",
            "img-src 'self' https://cdn.test:8443/viewer/assets/ data:"
                + " https://static-cdn.jtvnw.net",
            "connect-src 'self' wss://ws-eu.pusher.com");
  }

  @Test
  void withoutItThePageIsSentAsItWasBuilt(Vertx vertx) {
    var gateway = TestGateway.start(vertx, Map.of("ASSETS_URL", " "));

    assertThat(gateway.get("/").body()).contains("src=\"./assets/index-4f3c.js\"></script>");
  }

  @ParameterizedTest
  @CsvSource({
    "cdn.test, expected an address such as https://cdn.example.com",
    "ftp://cdn.test, expected an address such as",
    "https://cdn.test/?v=1, expected an address such as",
    "https://user@cdn.test, expected an address such as",
    "https://cdn.test/a;script-src, expected an address of letters",
    "https://cdn.test/#a, expected an address of letters",
    "http://cdn.test, PUBLIC_URL is https"
  })
  void anAddressThatBrowsersCouldNotUseIsAFault(String url, String sentence) {
    var settings = settings(Map.of("PUBLIC_URL", "https://example.org", "ASSETS_URL", url));
    GatewayConfig.from(settings);

    assertThat(settings.faults())
        .singleElement()
        .asString()
        .startsWith("ASSETS_URL is \"" + url)
        .contains(sentence);
  }

  @Test
  void aPageWithoutHttpsMayHaveFilesWithoutIt() {
    var settings = settings(Map.of("ASSETS_URL", "http://localhost:9000"));
    GatewayConfig.from(settings);

    assertThat(settings.faults()).isEmpty();
  }
}
