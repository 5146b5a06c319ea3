package dev.streamviewer.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the page with its files from another site, which gets them from the gateway as a CDN does.
 */
class CdnInBrowserIT {
  private final List<String> served = new CopyOnWriteArrayList<>();

  private Vertx vertx;
  private WebClient client;
  private HttpServer cdn;
  private TestDemo demo;
  private ChromiumBrowser browser;
  private volatile boolean tampers;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    client = WebClient.create(vertx, new WebClientOptions().setDecompressionSupported(false));
    cdn =
        vertx.createHttpServer().requestHandler(this::proxy).listen(0).await(60, TimeUnit.SECONDS);
    demo =
        TestDemo.start(
            Map.of("ASSETS_URL", "http://127.0.0.1:" + cdn.actualPort()), Clock.systemUTC());
    browser = new ChromiumBrowser();
  }

  @AfterEach
  void stop() throws Exception {
    browser.close();
    demo.close();
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  @Test
  void loadsOnlyAssetsFromTheCdnCompressed() {
    var person = browser.person(1280, 900);
    var here = new CopyOnWriteArrayList<String>();
    person.page().onRequest(request -> here.add(request.url()));
    person.page().navigate(demo.url().toString());
    person.page().getByTestId("login-button").click();
    person.page().locator("input[value=tfue]").check();
    person.page().getByText("Authorize").first().click();
    assertThat(person.page().getByTestId("viewer-name")).hasText("Tfue");

    assertThat(here)
        .filteredOn(url -> url.contains("/assets/") && url.startsWith(demo.url().toString()))
        .isEmpty();
    assertThat(served).anyMatch(it -> it.endsWith(".js br")).anyMatch(it -> it.endsWith(".css br"));
    assertThat(served).allMatch(it -> it.startsWith("/assets/"));
    assertThat(person.consoleErrors()).filteredOn(it -> it.contains("Content Security")).isEmpty();
  }

  @Test
  void doesNotRunAChangedScript() {
    tampers = true;
    var person = browser.person(1280, 900);
    person.page().navigate(demo.url().toString());

    person
        .page()
        .waitForCondition(
            () -> person.consoleErrors().stream().anyMatch(it -> it.contains("'integrity'")));
    assertThat(person.page().getByTestId("login-button")).hasCount(0);
  }

  private void proxy(HttpServerRequest request) {
    client
        .getAbs(demo.url().resolve(request.path()).toString())
        .putHeader("Accept-Encoding", request.getHeader("Accept-Encoding"))
        .send()
        .onSuccess(response -> answer(request, response))
        .onFailure(failure -> request.response().setStatusCode(502).end());
  }

  private void answer(HttpServerRequest request, HttpResponse<Buffer> response) {
    served.add(request.path() + " " + response.getHeader("Content-Encoding"));
    request.response().headers().addAll(response.headers());
    if (tampers && request.path().endsWith(".js")) {
      request.response().headers().remove("Content-Encoding").remove("Content-Length");
      request.response().end("document.title = 'not ours'");
    } else {
      request.response().end(response.body());
    }
  }
}
