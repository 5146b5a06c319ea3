package dev.streamviewer.demo.chaos.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForSelectorOptions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.streamviewer.testing.InstalledChromium;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The real page with pusher-js in Chromium: the events in its feed, and the duplicates. The feed is
 * read from an export, because the page renders only visible rows.
 */
public final class RealPage implements AutoCloseable {
  private final InstalledChromium chromium = new InstalledChromium();
  private final Page page;
  private final String address;

  /**
   * @param viewer the signed-in viewer
   */
  public RealPage(URI site, SignedInViewer viewer, String streamer) {
    var context = chromium.profile(new NewContextOptions().setViewportSize(1000, 700));
    context.addCookies(
        viewer.cookies().entrySet().stream()
            .map(it -> new Cookie(it.getKey(), it.getValue()).setUrl(site.toString()))
            .toList());
    page = context.newPage();
    address = site + "/#/home?streamer=" + streamer;
  }

  /** Reloads the page, and waits until the page is connected. */
  public void open() {
    page.navigate("about:blank");
    page.navigate(address);
    awaitLive();
  }

  /** Waits until the page is connected. */
  public void awaitLive() {
    // The page shows its connection only while it is bad.
    page.waitForSelector(
        "[data-testid=connection][data-state=live]",
        new WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED).setTimeout(60_000));
  }

  /** Returns the ids of the messages whose events entered the feed since the page was opened. */
  public Set<String> shown() {
    return new HashSet<>(feed());
  }

  /** Returns the ids that are in the feed twice. */
  public Set<String> duplicates() {
    var seen = new HashSet<String>();
    return feed().stream().filter(id -> !seen.add(id)).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    chromium.close();
  }

  private List<String> feed() {
    var json = page.getByTestId("export-json");
    page.getByTestId("feed-menu").click();
    try {
      if (json.isDisabled()) {
        return List.of();
      }
      var file = page.waitForDownload(json::click);
      return new JsonArray(Files.readString(file.path()))
          .stream().map(it -> ((JsonObject) it).getString("id")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      page.keyboard().press("Escape");
    }
  }
}
