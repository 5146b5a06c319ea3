package dev.streamviewer.gateway.page;

import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class PageRoutesIT {
  private static final String ASSET = "/assets/index-4f3c.js";

  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx);
  }

  @Test
  void revalidatesTheEntryPageEachTime() {
    var response = gateway.get("/");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("The page");
    assertThat(response.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(response.headers().firstValue("cache-control")).contains("no-cache");
  }

  @Test
  void cachesAssetsForAYear() {
    var response = gateway.get(ASSET);

    assertThat(response.body()).contains("console.log");
    assertThat(response.headers().firstValue("content-type"))
        .contains("text/javascript; charset=utf-8");
    assertThat(response.headers().firstValue("cache-control"))
        .contains("public, max-age=31536000, immutable");
  }

  @Test
  void revalidatesTheServiceWorkerForTheWholeSite() {
    var response = gateway.get("/notice-worker.js");

    assertThat(response.body()).contains("notificationclick");
    assertThat(response.headers().firstValue("content-type"))
        .contains("text/javascript; charset=utf-8");
    assertThat(response.headers().firstValue("cache-control")).contains("no-cache");
    assertThat(response.headers().firstValue("access-control-allow-origin")).isEmpty();
    assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
        .contains("worker-src 'self'");
  }

  @Test
  void answers304ForAKnownTag() {
    var tag = gateway.get("/").headers().firstValue("etag").orElseThrow();

    var revalidated = send(gateway.request("/").header("If-None-Match", "\"other\", " + tag));
    var other = send(gateway.request("/").header("If-None-Match", "\"other\""));

    assertThat(revalidated.statusCode()).isEqualTo(304);
    assertThat(revalidated.body()).isEmpty();
    assertThat(revalidated.headers().firstValue("etag")).contains(tag);
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd | br   | the script by Brotli",
        "gzip, br;q=0.5          | gzip | the script by gzip",
        "br;q=0, *               | gzip | the script by gzip",
        "BR                      | br   | the script by Brotli",
        "*                       | br   | the script by Brotli",
        "identity                |      | console.log",
        "br;q=0                  |      | console.log"
      })
  void sendsThePreferredCoding(String accepted, String coding, String content) {
    var response = send(gateway.request(ASSET).header("Accept-Encoding", accepted));

    assertThat(response.headers().firstValue("content-encoding").orElse(null)).isEqualTo(coding);
    assertThat(response.headers().firstValue("vary")).contains("accept-encoding");
    assertThat(response.body()).contains(content);
  }

  @Test
  void hidesCompressedFiles() {
    assertThat(gateway.get(ASSET + ".br").statusCode()).isEqualTo(404);
    assertThat(gateway.get(ASSET + ".gz").statusCode()).isEqualTo(404);
  }

  @Test
  void letsOtherSitesReadOnlyAssets() {
    var header = "access-control-allow-origin";

    assertThat(gateway.get(ASSET).headers().firstValue(header)).contains("*");
    assertThat(gateway.get("/").headers().firstValue(header)).isEmpty();
    assertThat(gateway.get("/api/config").headers().firstValue(header)).isEmpty();
  }

  @Test
  void doesNotCacheAMissingFile() {
    assertThat(gateway.get("/assets/index-0000.js").headers().firstValue("cache-control"))
        .contains("no-store");
  }

  @Test
  void answersHeadWithTheLength() {
    var response = send(gateway.request(ASSET).method("HEAD", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValueAsLong("content-length").orElseThrow())
        .isGreaterThan(3000);
  }

  @Test
  void answersHeadWithTheCompressedLength() {
    var response =
        send(
            gateway
                .request(ASSET)
                .header("Accept-Encoding", "br")
                .method("HEAD", BodyPublishers.noBody()));

    assertThat(response.headers().firstValue("content-encoding")).contains("br");
    assertThat(response.headers().firstValueAsLong("content-length")).hasValue(21);
  }

  @Test
  void refusesToWriteFiles() {
    var response = send(gateway.request("/").POST(BodyPublishers.ofString("x")));

    assertProblem(response, 405, "GET, HEAD");
    assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../openapi.yaml",
        "/../openapi.yaml",
        "/assets/%2e%2e/openapi.yaml",
        "/assets/..%2fopenapi.yaml",
        "/assets/..%5copenapi.yaml",
        "/assets//../../openapi.yaml",
        "/assets",
        "/assets/",
        "/logback.xml",
        "/webroot/index.html",
        "/dev/streamviewer/gateway/GatewayMain.class"
      })
  void servesNothingOutsideTheWebroot(String path) throws IOException {
    var response = gateway.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(response).startsWith("HTTP/1.1 404").contains("This page does not exist");
  }

  @Test
  void showsAnUnknownAddressInTheColoursOfTheDeviceAtItsWidth() {
    assertThat(gateway.get("/nothing").body())
        .contains("Page not found", "width=device-width", "color-scheme", "href=\"/\"");
  }

  @Test
  void answersAnUnknownApiAddressWithAProblem() {
    assertProblem(gateway.get("/api/nothing"), 404, "There is nothing at this address.");
    assertProblem(gateway.get("/api"), 404, "There is nothing at this address.");
  }

  @Test
  void answersAMalformedAddressWithAProblem() throws IOException {
    assertThat(gateway.raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("The request cannot be understood.");
  }

  @Test
  void servesTheConfigurationOfThePage() {
    var config = new JsonObject(gateway.get("/api/config").body());

    assertThat(config)
        .isEqualTo(
            new JsonObject(
                """
                {"version": "1.2.3",
                 "pusher": {"key": "a-key", "host": "ws-eu.pusher.com", "port": 443, "tls": true},
                 "embeds": {"player": "https://player.twitch.tv/",
                            "chat": "https://www.twitch.tv/embed/{login}/chat"}}
                """));
  }
}
