package dev.streamviewer.benchmarks.latency;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForConditionOptions;
import dev.streamviewer.testing.InstalledChromium;
import java.net.URI;

/**
 * The page in a real Chromium, signed in and watching. Records when each event's element enters the
 * document.
 */
final class StreamPage implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 15_000;

  /** Records each event in the task that inserts the element, before any painting. */
  private static final String OBSERVE =
      """
      () => {
        const event = '[data-testid=event]'
        const seen = new Map()
        const waiting = new Map()
        const stamp = (element, at) => {
          const id = element.dataset.eventId
          seen.set(id, at)
          waiting.get(id)?.(at)
        }
        new MutationObserver((records) => {
          const at = performance.timeOrigin + performance.now()
          for (const { addedNodes } of records) {
            for (const node of addedNodes) {
              if (!(node instanceof Element)) continue
              if (node.matches(event)) stamp(node, at)
              node.querySelectorAll(event).forEach((element) => stamp(element, at))
            }
          }
        }).observe(document.body, { childList: true, subtree: true })
        window.arrival = (id) =>
          seen.get(id) ??
          new Promise((resolve, reject) => {
            waiting.set(id, resolve)
            setTimeout(() => reject(new Error(`Event ${id} did not arrive`)), 10_000)
          })
      }
      """;

  /**
   * Measures the offset of the page's clock from the system clock, at the turn of a millisecond.
   */
  private static final String SKEW =
      """
      () => {
        const before = Date.now()
        let now
        do now = Date.now()
        while (now === before)
        return performance.timeOrigin + performance.now() - now
      }
      """;

  private final InstalledChromium chromium;
  private final Page page;

  private StreamPage(InstalledChromium chromium, Page page) {
    this.chromium = chromium;
    this.page = page;
  }

  /** Opens the page, signs in, and waits for live events of a streamer. */
  static StreamPage open(URI site, String streamer) {
    var chromium = new InstalledChromium();
    try {
      var page = chromium.profile(new NewContextOptions()).newPage();
      page.setDefaultTimeout(TIMEOUT_MILLIS);
      var streamPage = new StreamPage(chromium, page);
      streamPage.signIn(site);
      streamPage.watch(site, streamer);
      return streamPage;
    } catch (RuntimeException e) {
      chromium.close();
      throw e;
    }
  }

  /** Waits for an event; returns when it entered the document, in milliseconds since 1970. */
  double arrival(String id) {
    return ((Number) page.evaluate("id => window.arrival(id)", id)).doubleValue();
  }

  /** The milliseconds by which the clock of {@link #arrival} is ahead of the system clock. */
  double skew() {
    return ((Number) page.evaluate(SKEW)).doubleValue();
  }

  @Override
  public void close() {
    chromium.close();
  }

  private void signIn(URI site) {
    page.navigate(site.toString());
    page.getByTestId("login-button").click();
    page.locator("input[value=tfue]").check();
    page.getByText("Authorize").first().click();
    page.getByTestId("viewer-name").waitFor();
  }

  private void watch(URI site, String streamer) {
    page.navigate(site + "/#/home?streamer=" + streamer);
    page.waitForCondition(
        () -> "live".equals(page.getByTestId("connection").getAttribute("data-state")),
        new WaitForConditionOptions().setTimeout(TIMEOUT_MILLIS));
    page.evaluate(OBSERVE);
  }
}
