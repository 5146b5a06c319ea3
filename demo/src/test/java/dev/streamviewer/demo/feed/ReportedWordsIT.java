package dev.streamviewer.demo.feed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import dev.streamviewer.demo.support.ChromiumBrowser;
import dev.streamviewer.demo.support.PageFeed;
import dev.streamviewer.demo.support.ReportedEvents;
import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests in real Chromium how the page words events that real channels sent: in both languages, as
 * they arrive and after a reload.
 */
class ReportedWordsIT {
  private static final String STREAMER = "tfue";
  private static final int TIMEOUT_MS = 30_000;

  /** The public types, and the types of all consents. */
  private static final int SUBSCRIPTIONS = 8 + 47;

  /** Keeps events of one kind far enough from each other that they do not fold. */
  private static final int APART_SECONDS = 13;

  /** Oldest first. Events of a kind that folds in crowds are three rows apart. */
  private static final List<Row> ROWS =
      List.of(
          new Row(
              "09-online-after-rename",
              "Tfue_Renamed (tfue) went live",
              "Tfue_Renamed (tfue) ist live gegangen"),
          new Row(
              "08-redemption-blank-broadcaster",
              "HubVeteran redeemed “Whisper to the streamer”: “secret words for Tfue only”",
              "HubVeteran hat „Whisper to the streamer“ eingelöst: „secret words for Tfue only“"),
          new Row(
              "18a-custom-power-up-redemption",
              "HubVeteran used the power-up “Confetti” for 100 bits: “pogchamp”",
              "HubVeteran hat das Power-up „Confetti“ für 100 Bits eingesetzt: „pogchamp“"),
          new Row(
              "10a-raid-first",
              "Raided by HubVeteran with 120 viewers",
              "Raid von HubVeteran mit 120 Zuschauern"),
          new Row(
              "20a-automatic-celebration",
              "HubVeteran set off a celebration",
              "HubVeteran hat eine Feier auf dem Bildschirm ausgelöst"),
          new Row(
              "18b-bits-use-custom-power-up",
              "HubVeteran used the power-up “Super Reward” for 500 bits",
              "HubVeteran hat das Power-up „Super Reward“ für 500 Bits eingesetzt"),
          new Row(
              "01-prediction-end-ten-outcomes",
              "Prediction ended: “Boss 4 will win it” won · “Who wins the ten boss race?”",
              "Vorhersage beendet: „Boss 4 will win it“ hat gewonnen · „Who wins the ten boss"
                  + " race?“"),
          new Row(
              "20b-automatic-highlight",
              "HubVeteran highlighted a message: “Hello world! VoHiYo”",
              "HubVeteran hat eine Nachricht hervorgehoben: „Hello world! VoHiYo“"),
          new Row(
              "18c-bits-use-celebration",
              "HubVeteran used the power-up “Gigantify an Emote” for 30 bits: “plumHUH”",
              "HubVeteran hat das Power-up „Ein riesiges Emote“ für 30 Bits eingesetzt: „plumHUH“"),
          new Row(
              "10b-raid-again-8-minutes-later",
              "Raided by HubVeteran with 64 viewers",
              "Raid von HubVeteran mit 64 Zuschauern"),
          new Row(
              "08b-redemption-null-broadcaster",
              "HubVeteran redeemed “Hydrate”",
              "HubVeteran hat „Hydrate“ eingelöst"),
          new Row(
              "06a-poll-end-completed",
              "Poll ended: “Yes” won · “Play again?”",
              "Umfrage beendet: „Yes“ hat gewonnen · „Play again?“"),
          new Row(
              "06b-poll-end-archived",
              "Poll ended: “Yes” won · “Play again?”",
              "Umfrage beendet: „Yes“ hat gewonnen · „Play again?“",
              "06a-poll-end-completed"),
          new Row(
              "06c-poll-end-terminated",
              "Poll ended: “Yes” won · “Play again?”",
              "Umfrage beendet: „Yes“ hat gewonnen · „Play again?“"),
          new Row(
              "06d-poll-end-archived-2",
              "Poll ended: “Yes” won · “Play again?”",
              "Umfrage beendet: „Yes“ hat gewonnen · „Play again?“",
              "06c-poll-end-terminated"),
          new Row(
              "07a-poll-end-no-votes",
              "Poll ended without votes: “Play again?”",
              "Umfrage endete ohne Stimmen: „Play again?“"),
          new Row(
              "02c-announcement-flags-zwj",
              "Announcement by HubVeteran: “👨‍👩‍👧‍👦🏳️‍🌈🇩🇪🇯🇵👩🏽‍🚀👨‍👩‍👧‍👦🏳️‍🌈🇩🇪”",
              "Ankündigung von HubVeteran:"
                  + " „👨‍👩‍👧‍👦🏳️‍🌈🇩🇪🇯🇵👩🏽‍🚀👨‍👩‍👧‍👦🏳️‍🌈🇩🇪“"),
          new Row(
              "03-modiversary",
              "Ada_Keeps_Order has been a moderator for 18 months: “I'm celebrating my 18 month",
              "Ada_Keeps_Order moderiert seit 18 Monaten: „I'm celebrating my 18 month"),
          new Row(
              "04-watch-streak",
              "Some_Viewer watched 25 streams in a row: “hello everybody, still here”",
              "Some_Viewer hat 25 Streams in Folge gesehen: „hello everybody, still here“"),
          new Row(
              "10c-raid-zero-viewers",
              "Raided by タイニー (tiny_raider) with 0 viewers",
              "Raid von タイニー (tiny_raider) mit 0 Zuschauern"),
          new Row(
              "12-ad-break-strings",
              "Scheduled 60-second ad break started",
              "Geplante Werbepause von 60 s gestartet"),
          new Row(
              "14-resub-500-emoji",
              "봄날77 (bom_nal_77) resubscribed at Tier 3 · 99 months: “😂😂😂",
              "봄날77 (bom_nal_77) hat das Abo der Stufe 3 verlängert · 99 Monate: „😂😂😂"),
          new Row("15a-follow-alm-name", "19 (alm19) followed", "19 (alm19) folgt jetzt"),
          new Row(
              "15b-raid-arabic-name",
              "Raided by نخلة (nakhla_s) with 42 viewers",
              "Raid von نخلة (nakhla_s) mit 42 Zuschauern"),
          new Row(
              "16c-goal-new-bit",
              "New goal: 0 of 1,000 new bits",
              "Neues Ziel: 0 von 1.000 neuen Bits"),
          new Row(
              "17a-hype-begin-treasure-shared",
              "Treasure train shared with PogChamp, Kappa started at level 2",
              "Treasure Train, geteilt mit PogChamp, Kappa, auf Level 2 gestartet",
              "17b-hype-progress-no-type"),
          new Row(
              "17b-hype-progress-no-type",
              "Hype train shared with PogChamp, Kappa · level 2 · 200 of 1,000 points to the next"
                  + " level",
              "Hype Train, geteilt mit PogChamp, Kappa · Level 2 · 200 von 1.000 Punkten bis zum"
                  + " nächsten Level"),
          new Row(
              "19a-pay-it-forward-recipient",
              "HubVeteran is paying forward a gift from somebody anonymous to juno_reads",
              "HubVeteran gibt das Geschenk von jemand Anonymem an juno_reads weiter"),
          new Row(
              "19b-resub-gifted-prime-null",
              "HubVeteran resubscribed at Tier 1 with a gift from Gift_Fairy_22 · 7 months",
              "HubVeteran hat wieder ein Abo der Stufe 1, ein Geschenk von Gift_Fairy_22 · 7"
                  + " Monate"),
          new Row(
              "24-follow-localized-name",
              "ハンサム (hansamu_fan) followed",
              "ハンサム (hansamu_fan) folgt jetzt"),
          new Row(
              "09b-update-after-rename",
              "Now in Just Chatting: “New name, same channel”",
              "Jetzt in Just Chatting: „New name, same channel“"),
          new Row(
              "02a-channel-update-emoji-title",
              "New title: “😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀”",
              "Neuer Titel: „😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀“"),
          new Row("02b-channel-update-140-emoji", "New title: “😀😀😀", "Neuer Titel: „😀😀😀"),
          new Row("15d-zalgo-title", "New title: “Z", "Neuer Titel: „Z"),
          new Row(
              "22-channel-update-three-times",
              "Content labels added: profanity or vulgarity",
              "Inhaltshinweise hinzugefügt: derbe oder vulgäre Sprache"),
          new Row(
              "23-online-offline-flapping",
              "Live or offline 6 times within minutes",
              "6-mal live oder offline innerhalb von Minuten"));

  private static final String WITHOUT_WORDS = "05-notice-unknown";

  private static TestDemo demo;
  private static ChromiumBrowser browser;
  private static Map<String, ChromiumBrowser.Person> readers;

  /** The author of a chat notice whose report names nobody. */
  private static final JsonObject CHATTER =
      new JsonObject()
          .put("chatter_user_id", "503254")
          .put("chatter_user_login", "hubveteran")
          .put("chatter_user_name", "HubVeteran");

  /** The message ids of the newest event of each report. */
  private static final Map<String, String> IDS = new HashMap<>();

  /** A report with what a page must say of it, possibly inside the row of another report. */
  record Row(String report, String english, String german, String foldedInto) {
    Row(String report, String english, String german) {
      this(report, english, german, null);
    }

    String in(String language) {
      return "de-DE".equals(language) ? german : english;
    }

    @Override
    public String toString() {
      return report;
    }
  }

  @BeforeAll
  static void readEventsAsTheyArriveAndAfterAReload() {
    demo = TestDemo.start();
    browser = new ChromiumBrowser();
    var first = browser.person(options("en-US"));
    unlockEverything(first);
    var signedIn = first.page().context().storageState();
    var second = browser.person(options("de-DE").setStorageState(signedIn));
    readers =
        Stream.of(first, second).collect(toMap(it -> it == first ? "en-US" : "de-DE", identity()));
    readers.values().forEach(it -> List.of(it.page(), tab(it)).forEach(ReportedWordsIT::open));
    demo.control().awaitSubscriptionsAtLeast(STREAMER, SUBSCRIPTIONS);
    demo.control().awaitSubscription(STREAMER, "channel.chat.notification");
    sendAll(demo.control());
    readers.values().forEach(it -> it.page().context().pages().get(1).reload());
  }

  @AfterAll
  static void stop() {
    browser.close();
    demo.close();
  }

  static Stream<Row> rows() {
    return ROWS.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void saysInEnglish(Row row) {
    assertWords(row, "en-US");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void saysInGerman(Row row) {
    assertWords(row, "de-DE");
  }

  @Test
  void saysNothingOfANoticeWithoutTypeAndText() {
    for (var page : pages().toList()) {
      var rows = new PageFeed(page).event(IDS.get(WITHOUT_WORDS));
      assertThat(rows).hasCount(0, new HasCountOptions().setTimeout(TIMEOUT_MS));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fulfilled, Ada’s “Tea” was fulfilled, „Tea“ von Ada wurde erfüllt",
    "canceled, Ada’s “Tea” was refunded, „Tea“ von Ada wurde erstattet"
  })
  void changesTheRowOfARedemption(String status, String english, String german) {
    var redemption =
        new JsonObject()
            .put("id", "tea-" + status)
            .put("user_id", "700000030")
            .put("user_login", "ada")
            .put("user_name", "Ada")
            .put("reward", new JsonObject().put("id", "9").put("title", "Tea").put("cost", 5));
    // A row that another test left focused would hold the feed.
    pages().forEach(ReportedWordsIT::open);
    var redeemed = redeem("add", redemption);
    pages().forEach(it -> assertThat(new PageFeed(it).event(redeemed)).isVisible());

    var updated = redeem("update", redemption.put("status", status));

    for (var page : pages().toList()) {
      var isGerman = readers.get("de-DE").page().context().pages().contains(page);
      var row = new PageFeed(page).event(updated);
      assertThat(row).containsText(isGerman ? german : english);
      assertThat(new PageFeed(page).event(redeemed)).hasCount(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE"})
  void showsWhatTwitchSentOnRequest(String language) {
    for (var page : readers.get(language).page().context().pages()) {
      var row = new PageFeed(page).event(IDS.get("12-ad-break-strings"));
      PageFeed.toggle(row);
      assertThat(row).not().containsText("duration_seconds");

      row.getByTestId("fields").click();
      row.getByTestId("show-original").click();

      assertThat(row.getByTestId("original"))
          .containsText(
              "\"duration_seconds\": \"60\"", new ContainsTextOptions().setTimeout(TIMEOUT_MS));
      PageFeed.toggle(row);
    }
  }

  private static String redeem(String what, JsonObject redemption) {
    var type = "channel.channel_points_custom_reward_redemption." + what;
    var id = demo.control().happen(type, STREAMER, redemption.copy()).get(0);
    demo.control().awaitPublished(id);
    return id;
  }

  private static Stream<Page> pages() {
    return readers.values().stream().flatMap(it -> it.page().context().pages().stream());
  }

  @ParameterizedTest
  @CsvSource({
    "01-prediction-end-ten-outcomes, 10, ✓ Boss 4 will win it",
    "06a-poll-end-completed, 2, ✓ Yes",
    "06c-poll-end-terminated, 2, ✓ Yes",
    "07a-poll-end-no-votes, 2, "
  })
  void ticksTheWinnerAmongTheChoices(String report, int choices, String winner) {
    for (var page : pages().toList()) {
      var row = new PageFeed(page).event(IDS.get(report));
      assertThat(row.locator(".share")).hasCount(choices);
      assertThat(row.locator(".share.won .title"))
          .hasText(winner == null ? new String[0] : new String[] {winner});
    }
  }

  /** Checks the page that was open as the event arrived, and the page that was reloaded. */
  private static void assertWords(Row row, String language) {
    for (var page : readers.get(language).page().context().pages()) {
      var words = placeOf(row, page);
      assertThat(words)
          .containsText(row.in(language), new ContainsTextOptions().setTimeout(TIMEOUT_MS));
      assertThat(words).not().containsText("\uFFFD");
    }
  }

  private static Locator placeOf(Row row, Page page) {
    var feed = new PageFeed(page);
    if (row.foldedInto() == null) {
      return feed.event(IDS.get(row.report())).locator("summary").first();
    }
    var whole = feed.event(IDS.get(row.foldedInto()));
    if (whole.getByTestId("members").count() == 0) {
      PageFeed.toggle(whole);
    }
    return whole
        .getByTestId("members")
        .locator("[data-event-id='%s'] summary".formatted(IDS.get(row.report())));
  }

  private static void sendAll(SandboxControl control) {
    for (var i = 0; i < ROWS.size(); i++) {
      var age = (ROWS.size() - i) * APART_SECONDS;
      send(control, ROWS.get(i).report(), Instant.now().minusSeconds(age));
    }
    send(control, WITHOUT_WORDS, Instant.now());
    IDS.values().forEach(control::awaitPublished);
  }

  private static void send(SandboxControl control, String report, Instant at) {
    for (var order : ReportedEvents.orders(report)) {
      if ("channel.chat.notification".equals(order.getString("type"))) {
        order.put("event", CHATTER.copy().mergeIn(order.getJsonObject("event")));
      }
      var id = control.happen(order.put("timestamp", at.toString())).get(0);
      IDS.put(report, id);
      // Several events of a report tell of the same state, one after the other.
      control.awaitPublished(id);
    }
  }

  private static void unlockEverything(ChromiumBrowser.Person person) {
    person.signIn(demo.url(), STREAMER);
    person.page().navigate(demo.url() + "/api/auth/login?own=true&chat=true");
    person.consent(STREAMER);
    person.page().getByTestId("viewer-name").waitFor();
  }

  /** A page so high that all rows are in it. */
  private static NewContextOptions options(String language) {
    return new NewContextOptions().setLocale(language).setViewportSize(1280, 6000);
  }

  private static Page tab(ChromiumBrowser.Person person) {
    return person.page().context().newPage();
  }

  private static void open(Page page) {
    // Otherwise the same address would not load again.
    page.navigate("about:blank");
    page.navigate(demo.url() + "/#/home?streamer=" + STREAMER);
    new PageFeed(page).awaitLive();
  }
}
