package dev.streamviewer.sandbox.chaos;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The page itself, with pusher-js, in Chromium: which events came into its feed, and which were in
 * it twice at a time.
 */
final class RealPage implements AutoCloseable {
  private static final String OBSERVER =
      """
      window.shown = new Set()
      window.doubled = new Set()
      new MutationObserver((changes) => {
        for (const change of changes) {
          for (const added of change.addedNodes) {
            if (!(added instanceof Element)) continue
            const inside = [...added.querySelectorAll('[data-event-id]')]
            const events = added.matches('[data-event-id]') ? [added] : inside
            for (const { dataset: { eventId: id } } of events) {
              window.shown.add(id)
              if (document.querySelectorAll(`[data-event-id="${id}"]`).length > 1) {
                window.doubled.add(id)
              }
            }
          }
        }
      }).observe(document, { childList: true, subtree: true })
      """;

  private final Playwright playwright;
  private final Page page;
  private final String address;

  /**
   * @param viewer who is signed in
   */
  RealPage(URI site, Viewer viewer, String streamer) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var context =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")))
            .newContext(new Browser.NewContextOptions().setViewportSize(1000, 700));
    context.addCookies(
        viewer.cookies().entrySet().stream()
            .map(it -> new Cookie(it.getKey(), it.getValue()).setUrl(site.toString()))
            .toList());
    context.addInitScript(OBSERVER);
    page = context.newPage();
    address = site + "/#/home?streamer=" + streamer;
  }

  /** Opens it anew, and waits until it is connected. */
  void open() {
    page.navigate("about:blank");
    page.navigate(address);
    page.waitForSelector("[data-testid=connection][data-state=live]");
  }

  /** The ids of the messages whose events have come into the feed since it was opened. */
  Set<String> shown() {
    return ids("shown");
  }

  /** Those that were in the feed twice at a time. */
  Set<String> doubled() {
    return ids("doubled");
  }

  @Override
  public void close() {
    playwright.close();
  }

  private Set<String> ids(String name) {
    var ids = new HashSet<String>();
    ((Collection<?>) page.evaluate("[...window." + name + "]"))
        .forEach(it -> ids.add(String.valueOf(it)));
    return ids;
  }

  private static Path executable() {
    return Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
  }
}
