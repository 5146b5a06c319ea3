package dev.streamviewer.demo.watch;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageLook;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests in real Chromium how narrow screens lead from a stream to the other channels. */
class ChannelsSheetIT {
  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  private Page page;

  @ParameterizedTest
  @CsvSource({"360, 740, en-US", "390, 844, de-DE", "820, 1180, en-US"})
  void leadsToOpenAndLiveChannels(int width, int height, String locale) {
    enter(width, height, locale);
    scene.watch("nightowlchess");
    page.getByTestId("favourite").click();
    scene.open("hubveteran");
    scene.control().happen("channel.raid", "nightowlchess", new JsonObject());
    assertThat(page.getByTestId("channels-unread")).hasText(Pattern.compile("1.*"));

    page.getByTestId("channels").click();
    var sheet = page.getByTestId("channels-sheet");
    var seat = sheet.locator("[data-testid=strip-seat][data-login=nightowlchess]");
    assertThat(seat.getByText("NightOwlChess")).isVisible();
    assertThat(seat.getByRole(AriaRole.LINK)).isVisible();
    assertThat(seat.locator("a").boundingBox().height).isGreaterThanOrEqualTo(PageLook.FINGER_PX);
    new PageLook(page).checkHere("channels-" + locale, width, height);

    seat.locator("a").click();
    assertThat(page.getByRole(AriaRole.HEADING).first()).containsText("NightOwlChess");
    assertThat(sheet).hasCount(0);
  }

  @ParameterizedTest
  @CsvSource({"390, 844, en-US"})
  void suggestsLiveFavouritesThatAreNotOpen(int width, int height, String locale) {
    enter(width, height, locale);
    scene.watch("nightowlchess");
    page.getByTestId("favourite").click();
    scene.open("hubveteran");
    page.getByTestId("channels").click();
    var sheet = page.getByTestId("channels-sheet");
    sheet.locator("[data-login=nightowlchess] .close").click();

    assertThat(sheet.locator("[data-testid=live-rail] [data-login=nightowlchess]")).isVisible();
    page.keyboard().press("Escape");
    assertThat(sheet).hasCount(0);
    assertThat(page.getByTestId("channels")).isFocused();
  }

  private void enter(int width, int height, String locale) {
    scene.enterByTouch(width, height, locale);
    page = scene.page();
  }
}
