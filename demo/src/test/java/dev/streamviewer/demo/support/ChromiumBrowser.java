package dev.streamviewer.demo.support;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.streamviewer.testing.InstalledChromium;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A real Chromium, with people who use it. */
public final class ChromiumBrowser implements AutoCloseable {
  private static final int TIMEOUT_MS = 60_000;

  private final InstalledChromium chromium;

  /** Starts the browser with further switches of its command line. */
  public ChromiumBrowser(String... switches) {
    this.chromium = new InstalledChromium(switches);
    PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MS);
  }

  /** Opens a fresh profile, whose console errors are collected. */
  public Person person(int width, int height) {
    return person(new NewContextOptions().setViewportSize(width, height));
  }

  /** Opens a fresh profile with other options of the browser. */
  public Person person(NewContextOptions options) {
    var context = chromium.profile(options);
    context.setDefaultTimeout(TIMEOUT_MS);
    return new Person(context);
  }

  @Override
  public void close() {
    chromium.close();
  }

  /** A person with an open page. */
  public static final class Person implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> consoleErrors = new ArrayList<>();

    private Person(BrowserContext context) {
      this.context = context;
      this.page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if ("error".equals(message.type())) {
              consoleErrors.add(message.text());
            }
          });
      page.onPageError(consoleErrors::add);
    }

    public Page page() {
      return page;
    }

    /** Signs in at the stand-in for Twitch. */
    public void signIn(URI page, String login) {
      this.page.navigate(page.toString());
      this.page.getByTestId("login-button").click();
      consent(login);
      // A narrow page shows the picture of the viewer without the name.
      this.page.getByTestId("settings-button").waitFor();
    }

    /** Grants the consent that Twitch requests. */
    public void consent(String login) {
      page.locator("input[value=" + login + "]").check();
      page.getByText("Authorize").first().click();
    }

    /** Returns the console errors so far. */
    public List<String> consoleErrors() {
      return consoleErrors;
    }

    @Override
    public void close() {
      // A closing page still sends requests. A handler that fetches for it would throw here and in
      // every later test.
      context.pages().forEach(Page::unrouteAll);
      context.close();
    }
  }
}
