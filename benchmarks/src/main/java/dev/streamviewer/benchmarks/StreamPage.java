package dev.streamviewer.benchmarks;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForConditionOptions;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page in a real Chromium, signed in and watching, which writes down when each event's element
 * came into the document.
 */
final class StreamPage implements AutoCloseable {
  private static final int PATIENCE = 15_000;

  /** Stamps each event in the task that inserts it, before anything is painted. */
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

  /** How far the stamps are from the system's clock, seen at the turn of a millisecond. */
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

  private final Playwright playwright;
  private final Page page;

  private StreamPage(Playwright playwright, Page page) {
    this.playwright = playwright;
    this.page = page;
  }

  /** Opens the page, signs in, and waits until events of a streamer come live. */
  static StreamPage open(URI site, String streamer) {
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      var page = playwright.chromium().launch(options()).newPage();
      page.setDefaultTimeout(PATIENCE);
      var streamPage = new StreamPage(playwright, page);
      streamPage.signIn(site);
      streamPage.watch(site, streamer);
      return streamPage;
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  /** When an event came into the document, in milliseconds since 1970; waits for it. */
  double arrival(String id) {
    return ((Number) page.evaluate("id => window.arrival(id)", id)).doubleValue();
  }

  /** How many milliseconds the clock of {@link #arrival} is ahead of the system's. */
  double skew() {
    return ((Number) page.evaluate(SKEW)).doubleValue();
  }

  @Override
  public void close() {
    playwright.close();
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
        new WaitForConditionOptions().setTimeout(PATIENCE));
    page.evaluate(OBSERVE);
  }

  private static LaunchOptions options() {
    var executable = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
    return new LaunchOptions()
        .setExecutablePath(Path.of(executable))
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
  }
}
