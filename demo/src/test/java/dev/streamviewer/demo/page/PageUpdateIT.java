package dev.streamviewer.demo.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.ChromiumBrowser;
import dev.streamviewer.demo.support.PageFeed;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests pages in real Chromium whose files an update replaces. The files come from another server,
 * which lacks some of them as the other release does.
 */
class PageUpdateIT {
  private final Set<String> served = ConcurrentHashMap.newKeySet();
  private final AtomicInteger missing = new AtomicInteger();

  private AssetServer assets;
  private ChromiumBrowser browser;
  private ChromiumBrowser.Person person;
  private volatile Pattern gone = Pattern.compile("none");

  @BeforeEach
  void start() throws Exception {
    assets = AssetServer.start(this::answer);
    browser = new ChromiumBrowser();
    person = browser.person(1280, 900);
  }

  @AfterEach
  void stop() throws Exception {
    browser.close();
    assets.close();
  }

  @Test
  void staysWholeWhenItsFilesAreGone() {
    watch();
    awaitParts();

    gone = Pattern.compile("/assets/.*");
    person.page().getByTestId("feed-menu").click();
    assertThat(person.page().getByTestId("export-json")).isVisible();
    person.page().keyboard().press("Escape");
    person.page().getByTestId("settings-button").click();
    assertThat(person.page().getByTestId("logout-button")).isVisible();
    assertThat(missing).hasValue(0);
  }

  @Test
  void loadsOnceTheOtherReleaseIsGone() {
    gone = Pattern.compile("/assets/index-.*\\.js");
    person.page().navigate(assets.demo().url().toString());
    person.page().waitForCondition(() -> missing.get() > 0);

    gone = Pattern.compile("none");
    assertThat(person.page().getByTestId("login-button")).isVisible();
  }

  private void watch() {
    person.signIn(assets.demo().url(), BrowserScene.VIEWER);
    person.page().navigate(assets.demo().url() + "/#/home?streamer=tfue");
    new PageFeed(person.page()).awaitLive();
  }

  /** Awaits the files that an idle page fetches, since it does not have a later part before. */
  private void awaitParts() {
    var page = person.page();
    page.waitForCondition(() -> partsLeft().equals(0));
    var parts = page.locator("link[rel=prefetch]").all();
    assertThat(parts).hasSizeGreaterThan(10);
    var paths = parts.stream().map(it -> URI.create((String) it.evaluate("it => it.href")));
    var expected = paths.map(URI::getPath).toList();
    page.waitForCondition(() -> served.containsAll(expected));
  }

  private Object partsLeft() {
    return person.page().evaluate("document.querySelector('#parts').content.children.length");
  }

  private void answer(HttpServerRequest request, HttpResponse<Buffer> original) {
    if (gone.matcher(request.path()).matches()) {
      missing.incrementAndGet();
      request.response().setStatusCode(404).end();
      return;
    }
    AssetServer.forward(request, original);
    served.add(request.path());
  }
}
