package dev.streamviewer.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What chat shows of any streamer, with the consent of viewers who come and go. */
class ChatFeedIT {
  private static final String TYPE = "channel.chat.notification";
  private static final String STREAMER = "orbitaltea";
  private static final String MARLOWE = "marlowe_watches";
  private static final String JUNIPER = "juniper_k";

  /** A connection that Twitch lets go silent is noticed after 13 s. */
  private static final Duration SOON = Duration.ofSeconds(25);

  private static TestDemo demo;
  private static DemoControl backstage;

  private final List<PageVisitor> visitors = new ArrayList<>();

  @BeforeAll
  static void start() {
    demo = TestDemo.start();
    backstage = demo.backstage();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @AfterEach
  void everybodyLeaves() {
    backstage.clearTrouble();
    visitors.forEach(it -> it.send("POST", "/api/auth/logout"));
    await().atMost(SOON).untilAsserted(() -> assertThat(readers()).isEmpty());
  }

  @Test
  void supportOnAnyChannelReachesEveryone() {
    lends(MARLOWE);

    var id = notice("sub_gift", new JsonObject().put("chatter_user_login", "pixelpaul"));

    var publish = backstage.awaitPublished(id);
    assertThat(publish.channel()).isEqualTo(STREAMER);
    assertThat(publish.name()).isEqualTo(TYPE);
    assertThat(publish.data().getString("headline"))
        .matches("\\S+ gave \\S+ a tier \\d subscription");
    var somebody = visitor("quietriver", "");
    assertThat(somebody.get("/api/streamers/%s/events".formatted(STREAMER)).body()).contains(id);
  }

  @Test
  void withoutConsentNothingIsRead() {
    var visitor = visitor(MARLOWE, "");

    visitor.send("PUT", watch(STREAMER));

    backstage.awaitSubscription(STREAMER, "stream.online");
    assertThat(readers()).isEmpty();
  }

  @Test
  void whoLendsIsShownNowhere() {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var root = (Logger) LoggerFactory.getLogger("dev.streamviewer.webhook");
    root.addAppender(log);
    root.setLevel(Level.DEBUG);
    try {
      var lender = lends(MARLOWE);
      var id = notice("announcement", new JsonObject());
      var shown = backstage.awaitPublished(id).data().encode();
      order("close", new JsonObject().put("user", MARLOWE));
      awaitReader(MARLOWE);
      assertThat(shown).doesNotContain(MARLOWE, "81400311");
      assertThat(lender.get("/api/auth/me").body()).doesNotContain("lender");
    } finally {
      root.setLevel(null);
      root.detachAppender(log);
    }

    assertThat(log.list)
        .isNotEmpty()
        .noneMatch(it -> it.getFormattedMessage().contains(MARLOWE))
        .noneMatch(it -> it.getFormattedMessage().contains("81400311"));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aRaidThatIsToldTwiceIsShownOnce(boolean chatFirst) {
    var raider = chatFirst ? "hanabi_koubou" : "slowtrainsouth";
    lends(MARLOWE);
    var known = new JsonObject().put("from_broadcaster_user_login", raider);
    var inChat = new JsonObject().put("chatter_user_login", raider);

    var ids = new ArrayList<String>();
    if (chatFirst) {
      ids.add(notice("raid", inChat));
      backstage.awaitPublished(ids.get(0));
      ids.addAll(backstage.happen("channel.raid", STREAMER, known));
      backstage.awaitDelivery(ids.get(1), "delivered");
    } else {
      ids.addAll(backstage.happen("channel.raid", STREAMER, known));
      backstage.awaitPublished(ids.get(0));
      ids.add(notice("raid", inChat));
    }

    backstage.awaitPublished(notice("announcement", new JsonObject()));
    assertThat(ids.stream().mapToLong(backstage::timesPublished).sum()).isEqualTo(1);
  }

  @Test
  void giftsToTheCommunityAreToldTogether() {
    lends(MARLOWE);
    var many = new JsonObject().put("id", "bomb").put("total", 3);
    var one = new JsonObject().put("community_gift_id", "bomb");

    var together = notice("community_sub_gift", new JsonObject().put("community_sub_gift", many));
    var single = notice("sub_gift", new JsonObject().put("sub_gift", one));
    backstage.awaitPublished(notice("announcement", new JsonObject()));

    assertThat(backstage.timesPublished(together)).isEqualTo(1);
    assertThat(backstage.timesPublished(single)).isZero();
  }

  @Test
  void aMoveToAnotherConnectionLosesNothing() {
    lends(MARLOWE);
    var session = sessions().get(0).getString("id");
    var moved = demo.metric("webhook_chat_reconnects_total{reason=\"moved\"}");
    var ids = new ArrayList<String>();

    IntStream.range(0, 3)
        .forEach(
            round -> {
              ids.add(notice("announcement", new JsonObject()));
              order("reconnect", new JsonObject().put("user", MARLOWE));
              IntStream.range(0, 20).forEach(i -> ids.add(notice("sub", new JsonObject())));
              await().atMost(SOON).until(() -> "open".equals(sessions().get(0).getString("state")));
            });

    ids.forEach(backstage::awaitPublished);
    assertThat(ids).allMatch(id -> backstage.timesPublished(id) == 1);
    assertThat(sessions()).extracting(it -> it.getString("id")).containsExactly(session);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(demo.metric("webhook_chat_reconnects_total{reason=\"moved\"}"))
                    .isEqualTo(moved + 3));
  }

  @ParameterizedTest
  @CsvSource({"4000", "4003", "4004", "4005", "4007", "1006"})
  void aConnectionThatIsLostIsReplaced(int code) {
    lends(MARLOWE);
    var session = sessions().get(0).getString("id");

    order("close", new JsonObject().put("code", code));

    awaitReader(MARLOWE);
    assertThat(sessions()).extracting(it -> it.getString("id")).doesNotContain(session);
    backstage.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void aConnectionThatFallsSilentIsReplaced() {
    lends(MARLOWE);
    var silent = sessions().get(0).getString("id");

    order("silence", new JsonObject().put("session", silent));

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(sessions())
                    .hasSize(1)
                    .noneMatch(it -> it.getString("id").equals(silent))
                    .allMatch(it -> it.getInteger("subscriptions") == 1));
    backstage.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void whileTwitchTakesNoConnectionsItIsTriedAgain() {
    lends(MARLOWE);
    backstage.trouble("twitch", "refuse", new JsonObject().put("path", "/eventsub/ws"));
    order("close", new JsonObject());
    await()
        .atMost(SOON)
        .until(() -> demo.metric("webhook_chat_reconnects_total{reason=\"refused\"}") > 1);

    backstage.clearTrouble();

    awaitReader(MARLOWE);
    backstage.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void oneLenderReadsAndAnotherTakesOverWhenTheyStopWatching() {
    var first = lends(MARLOWE);
    lendsToo(JUNIPER);
    assertThat(readers()).containsExactly(MARLOWE);

    first.send("DELETE", watch(STREAMER));

    awaitReader(JUNIPER);
    backstage.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void anotherTakesOverWhenALenderSignsOut() {
    var first = lends(MARLOWE);
    lendsToo(JUNIPER);

    first.send("POST", "/api/auth/logout");

    awaitReader(JUNIPER);
  }

  @Test
  void whatAViewerWatchesOnTwoDevicesIsReadForBoth() {
    var other = "hubveteran";
    var laptop = lends(MARLOWE);
    var phone = visitor(MARLOWE, "?chat=true");
    phone.send("PUT", watch(other));
    backstage.awaitSubscription(other, TYPE);
    phone.send("PUT", watch(STREAMER));
    laptop.send("PUT", watch(STREAMER));
    var session = sessions().get(0).getString("id");

    laptop.send("POST", "/api/auth/logout");

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(sessions())
                    .singleElement()
                    .matches(it -> !it.getString("id").equals(session))
                    .matches(it -> it.getInteger("subscriptions") == 2));
    backstage.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void anotherTakesOverWhenALenderWithdrawsAtTwitch() {
    lends(MARLOWE);
    lendsToo(JUNIPER);

    backstage.withdraw(MARLOWE);

    awaitReader(JUNIPER);
    backstage.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void anotherTakesOverWhereALenderHasReachedALimit() throws Exception {
    try (var elsewhere = backstage.busyReader("pixelpaul", "81400397")) {
      elsewhere.read("71200587");
      elsewhere.read("71200699");
      elsewhere.read("71200734");
      lendsToo("pixelpaul");

      lendsToo(JUNIPER);

      await().atMost(SOON).until(() -> readers().contains(JUNIPER));
      backstage.awaitPublished(notice("sub", new JsonObject()));
    }
  }

  @Test
  void aSignInWithoutConsentTakesItBack() {
    var lender = lends(MARLOWE);

    lender.signIn(MARLOWE);
    lender.send("PUT", watch(STREAMER));

    await().atMost(SOON).untilAsserted(() -> assertThat(readers()).isEmpty());
  }

  @Test
  void aTokenThatHasEndedIsRenewed() {
    lends(MARLOWE);
    backstage.expireTokens();

    order("close", new JsonObject());

    awaitReader(MARLOWE);
    backstage.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void manyStreamersShareOneSession() {
    var lender = lends(MARLOWE);
    for (var other : List.of("hubveteran", "nightowlchess", "mossandmortar")) {
      lender.send("PUT", watch(other));
      backstage.awaitSubscription(other, TYPE);
    }

    assertThat(sessions()).singleElement().matches(it -> it.getInteger("subscriptions") == 4);
    await().atMost(SOON).until(() -> demo.metric("webhook_chat_subscriptions") == 4);
    assertThat(demo.metric("webhook_chat_sessions")).isEqualTo(1);
  }

  @Test
  void whatPusherDoesNotTakeComesLater() {
    lends(MARLOWE);
    backstage.trouble("pusher", "status", new JsonObject().put("status", 500).put("times", 3));

    var id = notice("sub", new JsonObject());

    assertThat(backstage.awaitPublished(id).channel()).isEqualTo(STREAMER);
  }

  private PageVisitor lends(String user) {
    var visitor = lendsToo(user);
    awaitReader(user);
    return visitor;
  }

  private PageVisitor lendsToo(String user) {
    var visitor = visitor(user, "?chat=true");
    visitor.send("PUT", watch(STREAMER));
    return visitor;
  }

  private PageVisitor visitor(String user, String wish) {
    var visitor = demo.visitor();
    visitor.signIn(user, wish);
    visitors.add(visitor);
    return visitor;
  }

  private static String watch(String streamer) {
    return "/api/streamers/%s/watch".formatted(streamer);
  }

  private static String notice(String type, JsonObject fields) {
    return backstage.happen(TYPE, STREAMER, fields.copy().put("notice_type", type)).get(0);
  }

  private static void order(String what, JsonObject body) {
    backstage.socketOrder(what, body);
  }

  private static void awaitReader(String user) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(readers()).containsExactly(user);
              assertThat(backstage.subscriptions(STREAMER))
                  .filteredOn(it -> TYPE.equals(it.getString("type")))
                  .filteredOn(it -> "enabled".equals(it.getString("status")))
                  .hasSize(1);
            });
  }

  /** Who has a session at Twitch that reads something. */
  private static List<String> readers() {
    return sessions().stream()
        .map(it -> it.getString("user"))
        .filter(user -> !user.isEmpty())
        .toList();
  }

  private static List<JsonObject> sessions() {
    return backstage.sockets();
  }
}
