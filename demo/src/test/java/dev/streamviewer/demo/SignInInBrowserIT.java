package dev.streamviewer.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the page before and after a sign-in, with all states of its two cookies. */
class SignInInBrowserIT {
  private static final Pattern LOGIN = Pattern.compile(".*/#/login$");

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
    scene.signIn();

    scene.page().navigate(scene.demo().url().toString());
    scene.page().reload();

    assertThat(scene.page().getByTestId("viewer-name")).isVisible();
    assertThat(cookies()).contains("session", "signed-in");
  }

  @Test
  void restoresAMissingMarker() {
    scene.signIn();
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

  private BrowserContext context() {
    return scene.page().context();
  }

  private List<String> cookies() {
    return context().cookies().stream().map(cookie -> cookie.name).toList();
  }
}
