package dev.streamviewer.sandbox.demo;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.streamviewer.sandbox.Chromium;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A real Chromium, and a person in front of it. */
final class ChromiumBrowser implements AutoCloseable {
  private static final int PATIENCE_MS = 15_000;

  private final Chromium chromium = new Chromium();

  /** A fresh profile; what its console complains of is collected. */
  Person person(int width, int height) {
    return person(new NewContextOptions().setViewportSize(width, height));
  }

  /** A fresh profile, in a browser that is set up otherwise. */
  Person person(NewContextOptions options) {
    var context = chromium.profile(options);
    context.setDefaultTimeout(PATIENCE_MS);
    return new Person(context);
  }

  @Override
  public void close() {
    chromium.close();
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
      consent(login);
      this.page.getByTestId("viewer-name").waitFor();
    }

    /** Says yes to what Twitch asks. */
    void consent(String login) {
      page.locator("input[value=" + login + "]").check();
      page.getByText("Authorize").first().click();
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
