package dev.streamviewer.demo.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.util.List;

/** The feed of events on a page, as a person uses it. */
public final class PageFeed {
  // The page's own retry takes up to fifteen seconds.
  private static final int TIMEOUT_MS = 60_000;

  private final Page page;

  public PageFeed(Page page) {
    this.page = page;
  }

  public void awaitLive() {
    awaitState("live");
  }

  public void awaitState(String state) {
    assertThat(byTestId("connection"))
        .hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(TIMEOUT_MS));
  }

  /**
   * Waits until the page has read the events of a streamer once more, three seconds after its first
   * read. That read can be faster than Pusher.
   */
  public void awaitSecondRead(String streamer) {
    page.waitForFunction(
        """
        (login) => performance.getEntriesByType('resource')
          .filter(({ name }) => name.includes(`/streamers/${login}/events`))
          .some(({ startTime }, i, reads) => i > 0 && startTime - reads[i - 1].responseEnd > 2_500)
        """,
        streamer);
  }

  /** Waits for a notice, and checks the look of the page. */
  public Locator awaitNotice(String name) {
    return awaitNotice(name, "");
  }

  /**
   * Waits for a notice with some text, and checks the look of the page before the notice can
   * disappear.
   */
  public Locator awaitNotice(String name, String words) {
    var notice = awaitWords(name);
    assertThat(notice).containsText(words);
    picture(name);
    return notice;
  }

  /** Waits for a notice. */
  public Locator awaitWords(String name) {
    var notice = byTestId("notice-" + name);
    assertThat(notice).isVisible(new IsVisibleOptions().setTimeout(TIMEOUT_MS));
    return notice;
  }

  /** Waits until a notice is gone. */
  public void awaitNoNotice(String name) {
    assertThat(byTestId("notice-" + name))
        .hasCount(0, new HasCountOptions().setTimeout(TIMEOUT_MS));
  }

  /** Starts to count layout shifts that no input of the person caused. */
  public void countShifts() {
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

  /** Returns the shifts, each with its share of the page. */
  public List<?> shifts() {
    return (List<?>) page.evaluate("window.shifts");
  }

  /** Opens the filter, which also has the search. */
  public void openFilter() {
    byTestId("filter").click();
    assertThat(byTestId("filters")).isVisible();
  }

  /** Opens a row, or closes an open row: by key, since the middle of a row may be a link. */
  public static void toggle(Locator row) {
    row.locator("summary").first().press("Enter");
  }

  public Locator event(String id) {
    return page.locator("[data-testid=event][data-event-id=\"" + id + "\"]");
  }

  public Locator events() {
    return byTestId("event");
  }

  public Locator byTestId(String id) {
    return page.getByTestId(id);
  }

  /** Waits until the page has reached its scroll target. */
  public void awaitScrollEnd() {
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

  /** Takes the pictures of the state, and checks accessibility. */
  public void picture(String state) {
    new PageLook(page, ".event-feed > .top").check("feed-" + state);
  }
}
