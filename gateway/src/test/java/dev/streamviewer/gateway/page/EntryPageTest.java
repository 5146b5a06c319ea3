package dev.streamviewer.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.config.AssetsUrl;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPageTest {
  /** printf text | openssl dgst -sha384 -binary | base64 */
  private static final String DIGEST =
      "sha384-MTp+MyKsZVwnazoKnmsnxEjFcHsbDiADe0Krd2G6JRYvdlnU/+Hq/ZlmIEwbQftz";

  private final AssetsUrl cdn = new AssetsUrl(URI.create("https://cdn.test/viewer"));

  @Test
  void pointsScriptsToTheCdnWithADigest() {
    assertThat(rewrite("<script type=\"module\" crossorigin src=\"./assets/a.js\"></script>"))
        .isEqualTo(
            "<script type=\"module\" crossorigin src=\"https://cdn.test/viewer/assets/a.js\""
                + " integrity=\"%s\"></script>".formatted(DIGEST));
  }

  @Test
  void pointsLinksToTheCdnWithADigest() {
    assertThat(rewrite("<link rel=\"stylesheet\" crossorigin href=\"/assets/a.js\">"))
        .isEqualTo(
            "<link rel=\"stylesheet\" crossorigin href=\"https://cdn.test/viewer/assets/a.js\""
                + " integrity=\"%s\">".formatted(DIGEST));
  }

  @Test
  void addsNoDigestThatBrowsersDoNotCheck() {
    assertThat(rewrite("<link rel=\"icon\" href=\"./assets/a.js\" />"))
        .isEqualTo("<link rel=\"icon\" href=\"https://cdn.test/viewer/assets/a.js\" />");
  }

  @Test
  void addsNoDigestOfAnUnknownFile() {
    assertThat(rewrite("<script crossorigin src=\"./assets/b.js\">"))
        .isEqualTo("<script crossorigin src=\"https://cdn.test/viewer/assets/b.js\">");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<a href=\"/assets/a.js\">",
        "<script src=\"https://elsewhere.test/assets/a.js\">",
        "<script src=\"./robots.txt\">",
        "<script src='./assets/a.js'>",
        "<script>const text = 'src=\"/assets/a.js\"'</script>",
        "<p>Costs $1 \\ more</p>"
      })
  void keepsEverythingElse(String html) {
    assertThat(rewrite(html)).isEqualTo(html);
  }

  private String rewrite(String html) {
    var files = Map.of("/assets/a.js", Buffer.buffer("text"));
    return EntryPage.pointingTo(cdn, Buffer.buffer(html), files).toString();
  }
}
