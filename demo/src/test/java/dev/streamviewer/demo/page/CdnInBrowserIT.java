package dev.streamviewer.demo.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.demo.support.ChromiumBrowser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the page with its files from another site, which gets them from the gateway as a CDN does.
 */
class CdnInBrowserIT {
  private final List<String> served = new CopyOnWriteArrayList<>();

  private AssetServer cdn;
  private ChromiumBrowser browser;
  private volatile boolean tampers;

  @BeforeEach
  void start() throws Exception {
    cdn = AssetServer.start(this::answer);
    browser = new ChromiumBrowser();
  }

  @AfterEach
  void stop() throws Exception {
    browser.close();
    cdn.close();
  }

  @Test
  void loadsOnlyAssetsFromTheCdnCompressed() {
    var person = browser.person(1280, 900);
    var here = new CopyOnWriteArrayList<String>();
    person.page().onRequest(request -> here.add(request.url()));
    person.page().navigate(cdn.demo().url().toString());
    person.page().getByTestId("login-button").click();
    person.page().locator("input[value=tfue]").check();
    person.page().getByText("Authorize").first().click();
    assertThat(person.page().getByTestId("viewer-name")).hasText("Tfue");

    assertThat(here)
        .filteredOn(url -> url.contains("/assets/") && url.startsWith(cdn.demo().url().toString()))
        .isEmpty();
    assertThat(served).anyMatch(it -> it.endsWith(".js br")).anyMatch(it -> it.endsWith(".css br"));
    assertThat(served).allMatch(it -> it.startsWith("/assets/"));
    assertThat(person.consoleErrors()).filteredOn(it -> it.contains("Content Security")).isEmpty();
  }

  @Test
  void doesNotRunAChangedScript() {
    tampers = true;
    var person = browser.person(1280, 900);
    person.page().navigate(cdn.demo().url().toString());

    person
        .page()
        .waitForCondition(
            () -> person.consoleErrors().stream().anyMatch(it -> it.contains("'integrity'")));
    assertThat(person.page().getByTestId("login-button")).hasCount(0);
  }

  private void answer(HttpServerRequest request, HttpResponse<Buffer> response) {
    served.add(request.path() + " " + response.getHeader("Content-Encoding"));
    if (tampers && request.path().endsWith(".js")) {
      request.response().headers().addAll(response.headers());
      request.response().headers().remove("Content-Encoding").remove("Content-Length");
      request.response().end("document.title = 'not ours'");
    } else {
      AssetServer.forward(request, response);
    }
  }
}
