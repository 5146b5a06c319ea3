package dev.streamviewer.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the Chromium of this machine under Playwright; {@code CHROMIUM} is the path of the
 * executable.
 */
public final class InstalledChromium implements AutoCloseable {
  /**
   * The parts of Chromium that are switched off. The last such list of a command line counts, so
   * this one repeats that of Playwright. Each window would load two pages for the suggestions of an
   * address bar that nobody sees; they take about as much processor time as the page under test.
   */
  static final List<String> DISABLED_FEATURES =
      List.of(
          "WebUIOmniboxPopup",
          "WebUIOmniboxAimPopup",
          "AvoidUnnecessaryBeforeUnloadCheckSync",
          "BoundaryEventDispatchTracksNodeRemoval",
          "DestroyProfileOnBrowserClose",
          "DialMediaRouteProvider",
          "GlobalMediaControls",
          "HttpsUpgrades",
          "LensOverlay",
          "MediaRouter",
          "PaintHolding",
          "ThirdPartyStoragePartitioning",
          "BlockOriginHeaderModificationOnRedirect",
          "Translate",
          "AutoDeElevate",
          "OptimizationHints");

  private static final List<String> SWITCHES =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-features=" + String.join(",", DISABLED_FEATURES));

  private final Playwright playwright;
  private final Browser browser;

  /** Starts the browser, if need be with further switches of its command line. */
  public InstalledChromium(String... switches) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(Stream.concat(SWITCHES.stream(), Stream.of(switches)).toList()));
  }

  /** Creates a fresh profile, which shares no data with other profiles. */
  public BrowserContext profile(NewContextOptions options) {
    return browser.newContext(options);
  }

  @Override
  public void close() {
    playwright.close();
  }

  private static Path executable() {
    return Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
  }
}
