package dev.streamviewer.sandbox.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.util.List;

/** The feed of events on a page, as a person uses it. */
final class PageFeed {
  // Trying again by itself, the page needs up to fifteen seconds.
  private static final int PATIENCE_MS = 30_000;

  private final Page page;

  PageFeed(Page page) {
    this.page = page;
  }

  void awaitLive() {
    awaitState("live");
  }

  void awaitState(String state) {
    assertThat(byTestId("connection"))
        .hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(PATIENCE_MS));
  }

  /** Waits for a notice, and looks at the state. */
  Locator awaitNotice(String name) {
    return awaitNotice(name, "");
  }

  /** Waits for a notice that says something, and looks at the state before it can pass. */
  Locator awaitNotice(String name, String words) {
    var notice = awaitWords(name);
    assertThat(notice).containsText(words);
    picture(name);
    return notice;
  }

  /** Waits for a notice. */
  Locator awaitWords(String name) {
    var notice = byTestId("notice-" + name);
    assertThat(notice).isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
    return notice;
  }

  /** Waits until a notice is gone. */
  void awaitNoNotice(String name) {
    assertThat(byTestId("notice-" + name))
        .hasCount(0, new HasCountOptions().setTimeout(PATIENCE_MS));
  }

  /** From now on counts by how much of the page something moves of which the person did nothing. */
  void countShifts() {
    page.evaluate(
        """
        () => {
          window.shifts = []
          new PerformanceObserver((list) => {
            for (const shift of list.getEntries()) {
              if (shift.hadRecentInput) continue
              const moved = shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80))
              window.shifts.push(`${shift.value}: ${moved.join(', ')}`)
            }
          }).observe({ type: 'layout-shift' })
        }
        """);
  }

  /** What moved, each with the share of the page. */
  List<?> shifts() {
    return (List<?>) page.evaluate("window.shifts");
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

  /** Takes the state's pictures, and looks whether everybody can use it. */
  void picture(String state) {
    new PageLook(page, ".event-feed > .top").isGood("feed-" + state);
  }
}
