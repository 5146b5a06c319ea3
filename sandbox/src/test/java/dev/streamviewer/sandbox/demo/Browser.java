package dev.streamviewer.sandbox.demo;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real Chromium, and a person in front of it. */
final class Browser implements AutoCloseable {
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  Browser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
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
                            "--disable-sync")));
  }

  /** A fresh profile; what its console complains of is collected. */
  Person person(int width, int height) {
    return person(new NewContextOptions().setViewportSize(width, height));
  }

  /** A fresh profile, in a browser that is set up otherwise. */
  Person person(NewContextOptions options) {
    var context = chromium.newContext(options);
    context.setDefaultTimeout(15_000);
    return new Person(context);
  }

  @Override
  public void close() {
    playwright.close();
  }

  private static Path executable() {
    return Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
  }

  /** Somebody with a page open. */
  static final class Person implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Person(BrowserContext context) {
      this.context = context;
      this.page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if ("error".equals(message.type())) {
              complaints.add(message.text());
            }
          });
      page.onPageError(complaints::add);
    }

    Page page() {
      return page;
    }

    /** Signs in at the stand-in for Twitch. */
    void signIn(URI page, String login) {
      this.page.navigate(page.toString());
      this.page.getByTestId("login-button").click();
      this.page.locator("input[value=" + login + "]").check();
      this.page.getByText("Authorize").first().click();
      this.page.getByTestId("viewer-name").waitFor();
    }

    /** Errors in the console so far. */
    List<String> complaints() {
      return complaints;
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
