package dev.streamviewer.demo.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.streamviewer.demo.support.BrowserScene;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the page before and after a sign-in, with all states of its two cookies. */
class SignInInBrowserIT {
  private static final Pattern LOGIN = Pattern.compile(".*/#/login$");
  private static final Pattern HOME = Pattern.compile(".*/#/home.*");

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  @Test
  void showsTheSignInWithoutAnErrorInTheConsole() {
    scene.page().navigate(scene.demo().url().toString());
    scene.page().getByTestId("login-button").waitFor();
    scene.go("login");
    scene.page().reload();

    assertThat(scene.page().getByTestId("login-button")).isVisible();
    assertThat(scene.person().consoleErrors()).isEmpty();
  }

  @Test
  void staysSignedInAfterAReload() {
    scene.signInAtTwitch();

    scene.page().navigate(scene.demo().url().toString());
    scene.page().reload();

    assertThat(scene.page().getByTestId("viewer-name")).isVisible();
    assertThat(cookies()).contains("session", "signed-in");
  }

  @Test
  void restoresAMissingMarker() {
    scene.signInAtTwitch();
    context().clearCookies(new ClearCookiesOptions().setName("signed-in"));

    scene.page().reload();

    assertThat(scene.page().getByTestId("viewer-name")).isVisible();
    assertThat(cookies()).contains("session", "signed-in");
  }

  @Test
  void removesAStaleMarkerAndShowsTheSignIn() {
    var marker = new Cookie("signed-in", "1").setUrl(scene.demo().url().toString());
    context().addCookies(List.of(marker));

    scene.page().navigate(scene.demo().url().toString());

    assertThat(scene.page()).hasURL(LOGIN);
    assertThat(scene.page().getByTestId("login-button")).isVisible();
    assertThat(cookies()).isEmpty();
  }

  @Test
  void showsThePageAfterBack() {
    scene.go("home?streamer=tfue");
    scene.page().getByTestId("login-button").click();
    scene.person().consent(BrowserScene.VIEWER);
    scene.page().getByTestId("viewer-name").waitFor();

    scene.page().goBack();
    scene.page().waitForURL(HOME);

    assertThat(scene.page().getByTestId("viewer-name")).isVisible();
    assertThat(scene.page().getByTestId("login-error")).hasCount(0);
  }

  @Test
  void showsThePageWhenTheAnswerIsLoadedAgain() {
    var answers = new ArrayList<String>();
    scene
        .page()
        .onRequest(
            request -> {
              if (request.url().contains("/api/auth/callback")) {
                answers.add(request.url());
              }
            });
    scene.signInAtTwitch();

    scene.page().navigate(answers.get(0));

    assertThat(scene.page()).hasURL(HOME);
    assertThat(scene.page().getByTestId("viewer-name")).isVisible();
  }

  @Test
  void completesTheSignInsOfTwoTabs() {
    var second = context().newPage();
    beginSignIn(scene.page());
    beginSignIn(second);

    consent(scene.page());
    scene.page().getByTestId("viewer-name").waitFor();
    consent(second);

    assertThat(second).hasURL(HOME);
    assertThat(second.getByTestId("viewer-name")).isVisible();
    scene.page().reload();
    assertThat(scene.page().getByTestId("viewer-name")).isVisible();
  }

  @Test
  void showsThePageInsteadOfAnOldError() {
    scene.signInAtTwitch();

    scene.go("login?error=forged");

    assertThat(scene.page()).hasURL(HOME);
    assertThat(scene.page().getByTestId("viewer-name")).isVisible();
  }

  @Test
  void explainsThatTheAccountWasDeleted() {
    scene.control().addUser("leaver");
    signInAndWatch("leaver");

    scene.control().removeUser("leaver");

    assertThat(scene.page()).hasURL(Pattern.compile(".*/#/login\\?error=account-removed$"));
    assertThat(scene.page().getByTestId("login-error"))
        .containsText("Twitch no longer has this account");
    assertThat(scene.page().getByText("come back to leaver")).hasCount(0);
    scene.page().reload();
    assertThat(scene.page().getByTestId("login-error"))
        .containsText("Twitch no longer has this account");
  }

  @Test
  void explainsTheDeletionInGerman() {
    scene.enter(new NewContextOptions().setLocale("de-DE"));
    scene.control().addUser("abgang");
    signInAndWatch("abgang");

    scene.control().removeUser("abgang");

    assertThat(scene.page().getByTestId("login-error"))
        .containsText("dieses Konto gibt es bei Twitch nicht mehr");
    assertThat(scene.page().getByText("zurück zu abgang")).hasCount(0);
  }

  private static void signInAndWatch(String login) {
    scene.go("home?streamer=" + login);
    scene.page().getByTestId("login-button").click();
    // The page also verifies the session soon after it opens the viewer's own channel. Without an
    // account that check would end the session before the reason arrives.
    scene
        .page()
        .waitForResponse(
            "**/api/auth/me?fresh=true",
            () -> {
              scene.person().consent(login);
              scene.feed().awaitLive();
            });
    scene.control().awaitSubscription(login, "channel.raid");
  }

  private static void beginSignIn(Page tab) {
    tab.navigate(scene.demo().url().toString());
    tab.getByTestId("login-button").click();
    tab.locator("input[value=" + BrowserScene.VIEWER + "]").waitFor();
  }

  private static void consent(Page tab) {
    tab.locator("input[value=" + BrowserScene.VIEWER + "]").check();
    tab.getByText("Authorize").first().click();
  }

  private BrowserContext context() {
    return scene.page().context();
  }

  private List<String> cookies() {
    return context().cookies().stream().map(cookie -> cookie.name).toList();
  }
}
