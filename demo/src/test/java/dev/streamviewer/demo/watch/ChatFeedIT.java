package dev.streamviewer.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.SandboxControl;
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

/** Tests the chat events of any streamer, with the consent of viewers who come and go. */
class ChatFeedIT {
  private static final String TYPE = "channel.chat.notification";
  private static final String STREAMER = "orbitaltea";
  private static final String MARLOWE = "marlowe_watches";
  private static final String JUNIPER = "juniper_k";

  /** Twitch's silence on a connection is noticed after 13 s. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static TestDemo demo;
  private static SandboxControl control;

  private final List<PageVisitor> visitors = new ArrayList<>();

  @BeforeAll
  static void start() {
    demo = TestDemo.start();
    control = demo.control();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @AfterEach
  void everybodyLeaves() {
    control.clearFaults();
    visitors.forEach(it -> it.send("POST", "/api/auth/logout"));
    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(readers()).isEmpty());
  }

  @Test
  void showsSupportOnAnyChannelToEveryone() {
    signInAndAwaitReader(MARLOWE);

    var id = notice("sub_gift", new JsonObject().put("chatter_user_login", "pixelpaul"));

    var publish = control.awaitPublished(id);
    assertThat(publish.channel()).isEqualTo(STREAMER);
    assertThat(publish.name()).isEqualTo(TYPE);
    assertThat(publish.data().getString("headline")).matches("\\S+ gifted .+ a Tier \\d sub");
    var somebody = visitor("quietriver", "");
    assertThat(somebody.get("/api/streamers/%s/events".formatted(STREAMER)).body()).contains(id);
  }

  @Test
  void readsNoChatWithoutConsent() {
    var visitor = visitor(MARLOWE, "");

    visitor.send("PUT", watch(STREAMER));

    control.awaitSubscription(STREAMER, "stream.online");
    assertThat(readers()).isEmpty();
  }

  @Test
  void neverShowsTheTokenOwner() {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var root = (Logger) LoggerFactory.getLogger("dev.streamviewer.webhook");
    root.addAppender(log);
    root.setLevel(Level.DEBUG);
    try {
      var reader = signInAndAwaitReader(MARLOWE);
      var id = notice("announcement", new JsonObject());
      var shown = control.awaitPublished(id).data().encode();
      order("close", new JsonObject().put("user", MARLOWE));
      awaitReader(MARLOWE);
      assertThat(shown).doesNotContain(MARLOWE, "81400311");
      assertThat(reader.get("/api/auth/me").body()).doesNotContain("lender");
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
  void showsARaidOnceDespiteTwoMessages(boolean chatFirst) {
    var raider = chatFirst ? "hanabi_koubou" : "slowtrainsouth";
    signInAndAwaitReader(MARLOWE);
    var raid = new JsonObject().put("from_broadcaster_user_login", raider).put("viewers", 42);
    var viewers = new JsonObject().put("viewer_count", 42);
    var inChat = new JsonObject().put("chatter_user_login", raider).put("raid", viewers);

    var ids = new ArrayList<String>();
    if (chatFirst) {
      ids.add(notice("raid", inChat));
      control.awaitPublished(ids.get(0));
      ids.addAll(control.happen("channel.raid", STREAMER, raid));
      control.awaitDelivery(ids.get(1), "delivered");
    } else {
      ids.addAll(control.happen("channel.raid", STREAMER, raid));
      control.awaitPublished(ids.get(0));
      ids.add(notice("raid", inChat));
    }

    control.awaitPublished(notice("announcement", new JsonObject()));
    assertThat(ids.stream().mapToLong(control::timesPublished).sum()).isEqualTo(1);
  }

  @Test
  void showsCommunityGiftsTogether() {
    signInAndAwaitReader(MARLOWE);
    var many = new JsonObject().put("id", "bomb").put("total", 3);
    var one = new JsonObject().put("community_gift_id", "bomb");

    var together = notice("community_sub_gift", new JsonObject().put("community_sub_gift", many));
    var single = notice("sub_gift", new JsonObject().put("sub_gift", one));
    control.awaitPublished(notice("announcement", new JsonObject()));

    assertThat(control.timesPublished(together)).isEqualTo(1);
    assertThat(control.timesPublished(single)).isZero();
  }

  @Test
  void losesNoEventDuringASessionReconnect() {
    signInAndAwaitReader(MARLOWE);
    var session = sessions().get(0).getString("id");
    var moved = demo.metric("sev_webhook_chat_reconnects_total{reason=\"moved\"}");
    var ids = new ArrayList<String>();

    IntStream.range(0, 3)
        .forEach(
            round -> {
              ids.add(notice("announcement", new JsonObject()));
              order("reconnect", new JsonObject().put("user", MARLOWE));
              IntStream.range(0, 20).forEach(i -> ids.add(notice("sub", new JsonObject())));
              await()
                  .atMost(TIMEOUT)
                  .until(() -> "open".equals(sessions().get(0).getString("state")));
            });

    ids.forEach(control::awaitPublished);
    assertThat(ids).allMatch(id -> control.timesPublished(id) == 1);
    assertThat(sessions()).extracting(it -> it.getString("id")).containsExactly(session);
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(demo.metric("sev_webhook_chat_reconnects_total{reason=\"moved\"}"))
                    .isEqualTo(moved + 3));
  }

  @ParameterizedTest
  @CsvSource({"4000", "4003", "4004", "4005", "4007", "1006"})
  void replacesALostConnection(int code) {
    signInAndAwaitReader(MARLOWE);
    var session = sessions().get(0).getString("id");

    order("close", new JsonObject().put("code", code));

    awaitReader(MARLOWE);
    assertThat(sessions()).extracting(it -> it.getString("id")).doesNotContain(session);
    control.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void replacesASilentConnection() {
    signInAndAwaitReader(MARLOWE);
    var silent = sessions().get(0).getString("id");

    order("silence", new JsonObject().put("session", silent));

    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(sessions())
                    .hasSize(1)
                    .noneMatch(it -> it.getString("id").equals(silent))
                    .allMatch(it -> it.getInteger("subscriptions") == 1));
    control.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void retriesWhileTwitchRefusesConnections() {
    signInAndAwaitReader(MARLOWE);
    control.addFault("twitch", "refuse", new JsonObject().put("path", "/eventsub/ws"));
    order("close", new JsonObject());
    await()
        .atMost(TIMEOUT)
        .until(() -> demo.metric("sev_webhook_chat_reconnects_total{reason=\"refused\"}") > 1);

    control.clearFaults();

    awaitReader(MARLOWE);
    control.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void usesAnotherTokenWhenTheOwnerStopsWatching() {
    var first = signInAndAwaitReader(MARLOWE);
    signInWithChat(JUNIPER);
    assertThat(readers()).containsExactly(MARLOWE);

    first.send("DELETE", watch(STREAMER));

    awaitReader(JUNIPER);
    control.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void usesAnotherTokenWhenTheOwnerSignsOut() {
    var first = signInAndAwaitReader(MARLOWE);
    signInWithChat(JUNIPER);

    first.send("POST", "/api/auth/logout");

    awaitReader(JUNIPER);
  }

  @Test
  void readsTheStreamersOfBothDevicesOfAViewer() {
    var other = "hubveteran";
    var laptop = signInAndAwaitReader(MARLOWE);
    var phone = visitor(MARLOWE, "?chat=true");
    phone.send("PUT", watch(other));
    control.awaitSubscription(other, TYPE);
    phone.send("PUT", watch(STREAMER));
    laptop.send("PUT", watch(STREAMER));
    var session = sessions().get(0).getString("id");

    laptop.send("POST", "/api/auth/logout");

    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(sessions())
                    .singleElement()
                    .matches(it -> !it.getString("id").equals(session))
                    .matches(it -> it.getInteger("subscriptions") == 2));
    control.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void usesAnotherTokenWhenTheOwnerDisconnects() {
    signInAndAwaitReader(MARLOWE);
    signInWithChat(JUNIPER);

    control.withdraw(MARLOWE);

    awaitReader(JUNIPER);
    control.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void usesAnotherTokenWhenAnOwnerReachesALimit() throws Exception {
    try (var elsewhere = new BusyReader(demo.twitchUrl(), "pixelpaul", "81400397")) {
      elsewhere.read("71200587");
      elsewhere.read("71200699");
      elsewhere.read("71200734");
      signInWithChat("pixelpaul");

      signInWithChat(JUNIPER);

      await().atMost(TIMEOUT).until(() -> readers().contains(JUNIPER));
      control.awaitPublished(notice("sub", new JsonObject()));
    }
  }

  @Test
  void withdrawsConsentBySigningInWithoutIt() {
    var reader = signInAndAwaitReader(MARLOWE);

    reader.signIn(MARLOWE);
    reader.send("PUT", watch(STREAMER));

    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(readers()).isEmpty());
  }

  @Test
  void renewsAnExpiredToken() {
    signInAndAwaitReader(MARLOWE);
    control.expireTokens();

    order("close", new JsonObject());

    awaitReader(MARLOWE);
    control.awaitPublished(notice("sub", new JsonObject()));
  }

  @Test
  void readsManyStreamersInOneSession() {
    var reader = signInAndAwaitReader(MARLOWE);
    for (var other : List.of("hubveteran", "nightowlchess", "mossandmortar")) {
      reader.send("PUT", watch(other));
      control.awaitSubscription(other, TYPE);
    }

    assertThat(sessions()).singleElement().matches(it -> it.getInteger("subscriptions") == 4);
    await().atMost(TIMEOUT).until(() -> demo.metric("sev_webhook_chat_subscriptions") == 4);
    assertThat(demo.metric("sev_webhook_chat_sessions")).isEqualTo(1);
  }

  @Test
  void deliversLaterWhatPusherRefuses() {
    signInAndAwaitReader(MARLOWE);
    control.addFault("pusher", "status", new JsonObject().put("status", 500).put("times", 3));

    var id = notice("sub", new JsonObject());

    assertThat(control.awaitPublished(id).channel()).isEqualTo(STREAMER);
  }

  private PageVisitor signInAndAwaitReader(String user) {
    var visitor = signInWithChat(user);
    awaitReader(user);
    return visitor;
  }

  private PageVisitor signInWithChat(String user) {
    var visitor = visitor(user, "?chat=true");
    visitor.send("PUT", watch(STREAMER));
    return visitor;
  }

  private PageVisitor visitor(String user, String query) {
    var visitor = demo.visitor();
    visitor.signIn(user, query);
    visitors.add(visitor);
    return visitor;
  }

  private static String watch(String streamer) {
    return "/api/streamers/%s/watch".formatted(streamer);
  }

  private static String notice(String type, JsonObject fields) {
    return control.happen(TYPE, STREAMER, fields.copy().put("notice_type", type)).get(0);
  }

  private static void order(String what, JsonObject body) {
    control.socketOrder(what, body);
  }

  private static void awaitReader(String user) {
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> {
              assertThat(readers()).containsExactly(user);
              assertThat(control.subscriptions(STREAMER))
                  .filteredOn(it -> TYPE.equals(it.getString("type")))
                  .filteredOn(it -> "enabled".equals(it.getString("status")))
                  .hasSize(1);
            });
  }

  /** Returns the users with a session at Twitch that has subscriptions. */
  private static List<String> readers() {
    return sessions().stream()
        .map(it -> it.getString("user"))
        .filter(user -> !user.isEmpty())
        .toList();
  }

  private static List<JsonObject> sessions() {
    return control.sockets();
  }
}
