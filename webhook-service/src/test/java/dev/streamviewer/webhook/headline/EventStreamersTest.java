package dev.streamviewer.webhook.headline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.testing.CapturedLog;
import dev.streamviewer.webhook.FactVector;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamersTest {
  private static final String TFUE = "60978448";
  private static final Streamer AT_TWITCH = new Streamer(TFUE, "tfue", "Tfue");

  private final List<Streamer> named = new ArrayList<>();
  private Map<String, List<String>> watched = Map.of(TFUE, List.of("tfue"));
  private Future<Optional<Streamer>> answer = Future.succeededFuture(Optional.of(AT_TWITCH));
  private final EventStreamers streamers =
      new EventStreamers(
          new StreamerLookup() {
            @Override
            public Future<Optional<Streamer>> byId(String id) {
              return id.equals(TFUE) ? answer : Future.succeededFuture(Optional.empty());
            }

            @Override
            public boolean isOfAnother(Streamer streamer) {
              return streamer.login().equals("another_channel");
            }

            @Override
            public void named(Streamer streamer) {
              named.add(streamer);
            }
          },
          id -> watched.getOrDefault(id, List.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {"08-redemption-blank-broadcaster.json", "08b-redemption-null-broadcaster.json"})
  void givesAnEventWithABlankBroadcasterToTheCondition(String report) throws IOException {
    assertThat(ownersOf(report)).containsExactly(AT_TWITCH);

    watched = Map.of();
    assertThat(ownersOf(report)).as("also if the streamer is not watched").contains(AT_TWITCH);
  }

  static Stream<FactVector> vectorsWithABroadcaster() {
    return FactVector.all()
        .filter(vector -> vector.event().containsKey("broadcaster_user_id"))
        .filter(vector -> vector.streamer().id().equals(TFUE));
  }

  /** Blank, null or absent: the subscription knows whose event it is. */
  @ParameterizedTest
  @MethodSource("vectorsWithABroadcaster")
  void givesAnyTypeWithABlankBroadcasterToTheCondition(FactVector vector) {
    for (var blank : Arrays.asList("", " ", null)) {
      var event = vector.event().copy();
      List.of("id", "login", "name")
          .forEach(field -> event.put("broadcaster_user_" + field, blank));

      assertThat(owners(vector.type(), condition("broadcaster_user_id", TFUE), event))
          .containsExactly(AT_TWITCH);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"09-online-after-rename.json", "09b-update-after-rename.json"})
  void keepsTheWatchedLoginAfterARename(String report) throws IOException {
    assertThat(ownersOf(report)).containsExactly(new Streamer(TFUE, "tfue", "Tfue_Renamed"));
    assertThat(named).containsExactly(new Streamer(TFUE, "tfue_renamed", "Tfue_Renamed"));
  }

  @Test
  void returnsEveryWatchedLogin() throws IOException {
    watched = Map.of(TFUE, List.of("tfue", "tfue_renamed"));

    assertThat(ownersOf("09-online-after-rename.json"))
        .extracting(Streamer::login)
        .containsExactly("tfue", "tfue_renamed");
  }

  @Test
  void usesTheLoginOfTheEventForAnUnwatchedStreamer() throws IOException {
    watched = Map.of();

    assertThat(ownersOf("09-online-after-rename.json"))
        .containsExactly(new Streamer(TFUE, "tfue_renamed", "Tfue_Renamed"));
  }

  @Test
  void neverTakesTheLoginOfAnotherStreamer() {
    watched = Map.of();
    var condition = condition("broadcaster_user_id", TFUE);

    assertThat(owners("stream.online", condition, broadcaster(TFUE, "another_channel")))
        .containsExactly(AT_TWITCH);
    assertThat(named).isEmpty();
  }

  @Test
  void prefersTheConditionToTheBroadcasterOfTheEvent() {
    var event = broadcaster("503254", "hubveteran");

    assertThat(owners("channel.follow", condition("broadcaster_user_id", TFUE), event))
        .containsExactly(AT_TWITCH);
  }

  @Test
  void usesTheBroadcasterIdWithoutACondition() {
    assertThat(owners("channel.follow", new JsonObject(), broadcaster(TFUE, "")))
        .containsExactly(AT_TWITCH);
  }

  @ParameterizedTest
  @CsvSource({"to_broadcaster_user_id", "from_broadcaster_user_id"})
  void findsTheSideOfARaidByTheCondition(String field) {
    var raid =
        new JsonObject()
            .put("from_broadcaster_user_id", TFUE)
            .put("from_broadcaster_user_login", "tfue")
            .put("to_broadcaster_user_id", "503254")
            .put("to_broadcaster_user_login", "hubveteran");
    var id = raid.getString(field);

    assertThat(owners("channel.raid", condition(field, id), raid))
        .extracting(Streamer::id)
        .containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"channel.follow", "channel.cheer", "channel.brand_new.thing", "stream.online"})
  void neverGivesAChannelEventToItsUser(String type) {
    var event =
        user("503254", "hubveteran")
            .put("broadcaster_user_id", "")
            .put("broadcaster_user_login", "tfue");
    try (var log = new CapturedLog(EventStreamers.class)) {
      assertThat(owners(type, new JsonObject(), event)).isEmpty();

      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains(type, "expected the streamer's id", "broadcaster_user_id")
          .doesNotContain("hubveteran");
    }
  }

  @Test
  void givesATypeWithoutABroadcasterToItsUser() {
    watched = Map.of();

    assertThat(owners("user.update", condition("user_id", TFUE), user(TFUE, "tfue")))
        .extracting(Streamer::login)
        .containsExactly("tfue");
    assertThat(owners("drop.entitlement.grant", new JsonObject(), user("7", "ada")))
        .containsExactly(new Streamer("7", "ada", "ada"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tfue\r\nX: y",
        "日本",
        "-5",
        "",
        " tfue",
        "tfue\n",
        "private-tfue",
        "\u212A",
        "a23456789012345678901234567"
      })
  void usesNoMalformedLogin(String login) {
    var event = broadcaster(TFUE, login);
    var online = condition("broadcaster_user_id", TFUE);

    assertThat(owners("stream.online", online, event)).containsExactly(AT_TWITCH);

    watched = Map.of();
    assertThat(owners("stream.online", online, event)).containsExactly(AT_TWITCH);
    assertThat(named).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\u0000b", "T\r\nX: y", "half \uD83D"})
  void showsTheLoginInPlaceOfAMalformedName(String name) {
    var event = broadcaster(TFUE, "tfue").put("broadcaster_user_name", name);

    assertThat(owners("stream.online", condition("broadcaster_user_id", TFUE), event))
        .containsExactly(new Streamer(TFUE, "tfue", "tfue"));
  }

  @Test
  void readsAnIdThatIsANumber() {
    var event = new JsonObject().put("broadcaster_user_id", 60978448);

    assertThat(owners("channel.follow", new JsonObject(), event)).containsExactly(AT_TWITCH);
  }

  @Test
  void usesNoMalformedLoginOfTwitchsAnswer() {
    watched = Map.of();
    answer = Future.succeededFuture(Optional.of(new Streamer(TFUE, "t f", "Tfue")));

    assertThat(owners("stream.online", condition("broadcaster_user_id", TFUE), new JsonObject()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "日本", "1\r\n2", "123456789012345678901"})
  void refusesMalformedIds(String id) {
    assertThat(owners("stream.online", condition("broadcaster_user_id", id), new JsonObject()))
        .isEmpty();
  }

  @Test
  void needsNoNameWhileTwitchIsDown() {
    answer = Future.failedFuture("Twitch is down");
    var online = condition("broadcaster_user_id", TFUE);

    assertThat(owners("stream.offline", online, new JsonObject()))
        .containsExactly(new Streamer(TFUE, "tfue", "tfue"));

    watched = Map.of();
    assertThat(of("stream.offline", online, new JsonObject()).failed()).isTrue();
  }

  @Test
  void reachesTheViewersOfADeletedAccount() {
    answer = Future.succeededFuture(Optional.empty());

    assertThat(streamers.byId(TFUE).result()).containsExactly(new Streamer(TFUE, "tfue", "tfue"));
  }

  private List<Streamer> ownersOf(String report) throws IOException {
    var order = report(report);
    return owners(
        order.getString("type"),
        condition("broadcaster_user_id", TFUE),
        order.getJsonObject("event"));
  }

  private List<Streamer> owners(String type, JsonObject condition, JsonObject event) {
    return of(type, condition, event).result();
  }

  private Future<List<Streamer>> of(String type, JsonObject condition, JsonObject event) {
    var subscription = new JsonObject().put("type", type).put("condition", condition);
    return streamers.of(EventSubSubscription.parse(subscription), event);
  }

  private static JsonObject condition(String field, String id) {
    return new JsonObject().put(field, id);
  }

  private static JsonObject broadcaster(String id, String login) {
    return new JsonObject()
        .put("broadcaster_user_id", id)
        .put("broadcaster_user_login", login)
        .put("user_id", "503254")
        .put("user_login", "hubveteran");
  }

  private static JsonObject user(String id, String login) {
    return new JsonObject().put("user_id", id).put("user_login", login);
  }

  private static JsonObject report(String name) throws IOException {
    try (var input = EventStreamersTest.class.getResourceAsStream("/reports/" + name)) {
      return new JsonObject(new String(input.readAllBytes(), UTF_8));
    }
  }
}
