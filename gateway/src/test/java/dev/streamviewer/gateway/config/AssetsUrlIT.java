package dev.streamviewer.gateway.config;

import static dev.streamviewer.gateway.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AssetsUrlIT {
  /** openssl dgst -sha384 -binary index-4f3c.js | base64 */
  private static final String DIGEST =
      "Tc2XpTJX93Xa2EjxYB4RI1XVQ1VDlvwIKGYt1wqetQY9wTJMrYE3oaB3KVmOz6d5";

  @Test
  void pointsTheEntryPageToTheCdn(Vertx vertx) {
    var gateway = TestGateway.start(vertx, Map.of("ASSETS_URL", "https://cdn.test/viewer/"));

    assertThat(gateway.get("/").body())
        .contains("<link rel=\"icon\" href=\"https://cdn.test/viewer/assets/icon-77aa.svg\" />")
        .contains(
            "<script type=\"module\" crossorigin"
                + " src=\"https://cdn.test/viewer/assets/index-4f3c.js\""
                + " integrity=\"sha384-%s\"></script>".formatted(DIGEST));
  }

  @Test
  void sendsNoCompressedOriginalOfTheEntryPage(Vertx vertx) {
    var gateway = TestGateway.start(vertx, Map.of("ASSETS_URL", "https://cdn.test"));

    var response = send(gateway.request("/").header("Accept-Encoding", "br"));

    assertThat(response.body()).contains("https://cdn.test/assets/index-4f3c.js");
  }

  @Test
  void sendsTheBuiltEntryPageWithoutACdn(Vertx vertx) {
    var gateway = TestGateway.start(vertx, Map.of("ASSETS_URL", " "));

    assertThat(gateway.get("/").body()).contains("src=\"./assets/index-4f3c.js\"></script>");
  }
}
