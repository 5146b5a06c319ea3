package dev.streamviewer.sandbox.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.nio.file.Path;

/** The feed of events on a page, as a person uses it; pictures go to target/screenshots. */
final class Feed {
  private static final Path PICTURES = Path.of("target/screenshots");
  // Trying again by itself, the page needs up to fifteen seconds.
  private static final int PATIENCE_MS = 30_000;

  private final Page page;

  Feed(Page page) {
    this.page = page;
  }

  /** Signs in and opens a streamer. */
  void open(TestDemo demo, String viewer, String address) {
    page.navigate(demo.url().toString());
    byTestId("login-button").click();
    page.locator("input[value=" + viewer + "]").check();
    page.getByText("Authorize").first().click();
    byTestId("viewer-name").waitFor();
    page.navigate(demo.url() + "/#/home?" + address);
  }

  void awaitLive() {
    awaitState("live");
  }

  void awaitState(String state) {
    assertThat(byTestId("connection"))
        .hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(PATIENCE_MS));
  }

  /** Waits for a notice, and takes the picture of the state. */
  Locator awaitNotice(String name) {
    var notice = byTestId("notice-" + name);
    assertThat(notice).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
    picture(name);
    return notice;
  }

  Locator event(String id) {
    return page.locator("[data-testid=event][data-event-id=\"" + id + "\"]");
  }

  Locator events() {
    return byTestId("event");
  }

  Locator byTestId(String id) {
    return page.getByTestId(id);
  }

  /** Waits until the page has scrolled to where it was told to. */
  void awaitRest() {
    page.evaluate(
        """
        () => new Promise((done) => {
          let [place, still] = [scrollY, 0]
          const look = () => {
            still = scrollY === place ? still + 1 : 0
            place = scrollY
            if (still > 20) done()
            else requestAnimationFrame(look)
          }
          look()
        })
        """);
  }

  /** Takes the state's picture on a desk and on a phone, and leaves the page on the desk. */
  void picture(String state) {
    picture(state, "phone", 390, 844);
    picture(state, "desktop", 1280, 900);
  }

  private void picture(String state, String device, int width, int height) {
    page.setViewportSize(width, height);
    page.evaluate("() => document.querySelector('.event-feed').scrollIntoView()");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve("feed-%s-%s.png".formatted(state, device))));
    page.evaluate("() => scrollTo(0, 0)");
  }
}
