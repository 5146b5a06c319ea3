package dev.streamviewer.demo.watch;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what moderators see of a channel, from consent to Pusher and to the end of the role. */
class ModeratedChannelIT {
  private static final String CHANNEL = "tfue";
  private static final String MODERATOR = "juniper_k";
  private static final String OTHER_MODERATOR = "pixelpaul";
  private static final String VIEWER = "adaviews";
  private static final String CONSENT = "?own=true&groups=moderated";
  private static final int PUBLIC_TYPES = 8;
  private static final List<String> MODERATED_TYPES =
      List.of(
          "channel.follow",
          "channel.shield_mode.begin",
          "channel.shield_mode.end",
          "channel.shoutout.create",
          "channel.shoutout.receive",
          "channel.suspicious_user.message",
          "channel.suspicious_user.update",
          "channel.unban_request.create",
          "channel.unban_request.resolve",
          "channel.warning.acknowledge",
          "channel.warning.send");

  private TestDemo demo;
  private SandboxControl control;

  @BeforeEach
  void start() {
    demo = TestDemo.start();
    control = demo.control();
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void sendsTheModeratorWhatModeratorsSee() {
    var moderator = signIn(MODERATOR);

    // On a busy machine the first answer may come before Twitch's.
    var opened = await().until(() -> open(moderator), it -> it.getBoolean("moderator", false));

    assertThat(opened.getJsonArray("channels")).containsExactly(CHANNEL, privateChannel(MODERATOR));
    control.awaitSubscriptions(CHANNEL, PUBLIC_TYPES + MODERATED_TYPES.size());
    assertThat(typesBy(MODERATOR)).containsExactlyElementsOf(MODERATED_TYPES);
    assertThat(control.subscriptions(CHANNEL))
        .filteredOn(it -> it.getJsonObject("condition").containsKey("moderator_user_id"))
        .allMatch(it -> it.getInteger("cost") == 0);

    try (var page = demo.listener(CHANNEL)) {
      page.listen(privateChannel(MODERATOR), socket -> authorization(moderator, socket));
      for (var type : MODERATED_TYPES) {
        var id = happen(type).get(0);

        var published = control.awaitPublished(id);
        assertThat(published.channel()).isEqualTo(privateChannel(MODERATOR));
        assertThat(published.data().getString("headline")).isNotBlank().doesNotContain("channel.");
        await().atMost(ofSeconds(30)).until(() -> page.received().contains(id));
      }
    }
    assertThat(recentTypes(moderator)).containsAll(MODERATED_TYPES);
  }

  @Test
  void sendsEachViewerOneCopy() {
    control.appoint(CHANNEL, OTHER_MODERATOR);
    var visitors =
        List.of(
            signIn(MODERATOR),
            signIn(OTHER_MODERATOR),
            signIn(CHANNEL, "?own=true&groups=moderation"));
    visitors.forEach(this::open);
    control.awaitSubscriptionsAtLeast(CHANNEL, PUBLIC_TYPES + 2 * MODERATED_TYPES.size() + 10);

    var request = new JsonObject().put("id", "request-1");
    var ids = control.happen("channel.unban_request.create", CHANNEL, request);

    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    assertThat(ids.stream().map(control::awaitPublished))
        .extracting(SandboxControl.Publish::channel)
        .containsExactlyInAnyOrder(
            privateChannel(MODERATOR), privateChannel(OTHER_MODERATOR), "private-tfue");
    for (var visitor : visitors) {
      assertThat(recentTypes(visitor)).containsOnlyOnce("channel.unban_request.create");
    }
  }

  @Test
  void keepsTheChannelFromMereViewers() {
    var moderator = signIn(MODERATOR);
    var viewer = signIn(VIEWER);
    open(moderator);
    control.awaitSubscriptions(CHANNEL, PUBLIC_TYPES + MODERATED_TYPES.size());

    var opened = open(viewer);
    control.awaitPublished(happen("channel.warning.send").get(0));

    assertThat(opened.getBoolean("moderator")).isFalse();
    assertThat(opened.getJsonArray("channels")).containsExactly(CHANNEL);
    assertThat(authorize(viewer, privateChannel(MODERATOR)).statusCode()).isEqualTo(403);
    assertThat(authorize(viewer, privateChannel(VIEWER)).statusCode()).isEqualTo(403);
    assertThat(authorize(moderator, "private-" + CHANNEL).statusCode()).isEqualTo(403);
    assertThat(authorize(moderator, privateChannel(MODERATOR)).statusCode()).isEqualTo(200);
    assertThat(recentTypes(viewer)).isEmpty();
    assertThat(typesBy(VIEWER)).isEmpty();
  }

  @Test
  void endsWithTheRole() {
    var moderator = signIn(MODERATOR);
    open(moderator);
    control.awaitSubscriptions(CHANNEL, PUBLIC_TYPES + MODERATED_TYPES.size());
    control.awaitPublished(happen("channel.warning.send").get(0));

    control.removeModerator(CHANNEL, MODERATOR);

    await("the notice to the page").atMost(ofSeconds(30)).until(() -> !roleEnds().isEmpty());
    await("the end of the subscriptions")
        .atMost(ofSeconds(60))
        .until(() -> typesBy(MODERATOR).isEmpty());
    assertThat(authorize(moderator, privateChannel(MODERATOR)).statusCode()).isEqualTo(403);
    assertThat(recentTypes(moderator)).isEmpty();
    assertThat(open(moderator).getJsonArray("channels")).containsExactly(CHANNEL);
    assertThat(moderator.json("GET", "/api/streams?list=moderated").getJsonArray("streams"))
        .noneMatch(it -> CHANNEL.equals(((JsonObject) it).getString("login")));
  }

  @Test
  void endsWithTheBroadcastersReport() {
    var moderator = signIn(MODERATOR);
    open(moderator);
    open(signIn(CHANNEL, "?own=true&groups=community"));
    control.awaitSubscription(CHANNEL, "channel.moderator.remove");
    control.awaitSubscriptionsAtLeast(CHANNEL, PUBLIC_TYPES + MODERATED_TYPES.size() + 5);
    // Twitch still lists the role, and revokes nothing.
    control.addFault(
        "helix",
        "answer",
        new JsonObject().put("path", "/moderation/channels").put("body", moderated(CHANNEL)));
    var report =
        new JsonObject()
            .put(
                "event",
                new JsonObject()
                    .put("user_id", control.idOf(MODERATOR))
                    .put("user_login", MODERATOR)
                    .put("user_name", MODERATOR)
                    .put("broadcaster_user_id", control.idOf(CHANNEL))
                    .put("broadcaster_user_login", CHANNEL)
                    .put("broadcaster_user_name", CHANNEL))
            .put(
                "subscription",
                control.subscriptions(CHANNEL).stream()
                    .filter(it -> "channel.moderator.remove".equals(it.getString("type")))
                    .findFirst()
                    .orElseThrow());

    // A body of its own: the sandbox's own event would also revoke.
    control.happen(
        new JsonObject()
            .put("type", "channel.moderator.remove")
            .put("streamer", CHANNEL)
            .put("event", new JsonObject().put("user_login", VIEWER))
            .put("body", report.encode()));

    await("the notice to the page").atMost(ofSeconds(30)).until(() -> roleEnds().size() == 1);
    await("the end of the subscriptions")
        .atMost(ofSeconds(60))
        .until(() -> typesBy(MODERATOR).isEmpty());
    assertThat(authorize(moderator, privateChannel(MODERATOR)).statusCode()).isEqualTo(403);
    assertThat(control.publishes())
        .extracting(SandboxControl.Publish::channel)
        .contains("private-tfue");
  }

  @Test
  void listsTheStreamsOfModeratedChannels() {
    var moderator = signIn(MODERATOR);

    var streams = moderator.json("GET", "/api/streams?list=moderated").getJsonArray("streams");

    assertThat(streams)
        .extracting(it -> ((JsonObject) it).getString("login"))
        .containsExactly(CHANNEL, "saltwaterkeys");
    assertThat(((JsonObject) streams.getValue(0)).getJsonObject("stream").getBoolean("live"))
        .isTrue();
    moderator.json("GET", "/api/streams?list=moderated");
    assertThat(control.requests("helix"))
        .filteredOn(it -> "/helix/moderation/channels".equals(it.getString("path")))
        .hasSize(1);
    assertThat(signIn(VIEWER, "").json("GET", "/api/streams?list=moderated").getBoolean("consent"))
        .isFalse();
  }

  private JsonObject moderated(String login) {
    var channel =
        new JsonObject()
            .put("broadcaster_id", control.idOf(login))
            .put("broadcaster_login", login)
            .put("broadcaster_name", login);
    return new JsonObject().put("data", new JsonArray().add(channel));
  }

  private PageVisitor signIn(String login) {
    return signIn(login, CONSENT);
  }

  private PageVisitor signIn(String login, String query) {
    var visitor = demo.visitor();
    visitor.signIn(login, query);
    return visitor;
  }

  private JsonObject open(PageVisitor visitor) {
    return visitor.json("PUT", "/api/streamers/%s/watch".formatted(CHANNEL));
  }

  private List<String> happen(String type) {
    return control.happen(type, CHANNEL, new JsonObject().put("user_login", "hubveteran"));
  }

  /** Returns the notices to the moderator's page that the role has ended. */
  private List<SandboxControl.Publish> roleEnds() {
    return control.publishes().stream()
        .filter(it -> privateChannel(MODERATOR).equals(it.channel()))
        .filter(it -> "revocation".equals(it.name()))
        .filter(
            it ->
                "moderator_removed".equals(it.data().getJsonObject("details").getString("reason")))
        .toList();
  }

  private String privateChannel(String moderator) {
    return "private-%s-%s".formatted(CHANNEL, control.idOf(moderator));
  }

  /** Returns the types of the subscriptions by a moderator's consent. */
  private List<String> typesBy(String moderator) {
    var id = control.idOf(moderator);
    return control.subscriptions(CHANNEL).stream()
        .filter(it -> id.equals(it.getJsonObject("condition").getString("moderator_user_id")))
        .map(it -> it.getString("type"))
        .sorted()
        .toList();
  }

  private static List<String> recentTypes(PageVisitor visitor) {
    return events(visitor).map(it -> it.getString("type")).toList();
  }

  private static Stream<JsonObject> events(PageVisitor visitor) {
    var recent = visitor.json("GET", "/api/streamers/%s/events".formatted(CHANNEL));
    return recent.getJsonArray("events").stream().map(JsonObject.class::cast);
  }

  private String authorization(PageVisitor visitor, String socket) {
    return new JsonObject(authorize(visitor, privateChannel(MODERATOR), socket).body())
        .getString("auth");
  }

  private static HttpResponse<String> authorize(PageVisitor visitor, String channel) {
    return authorize(visitor, channel, "1.2");
  }

  private static HttpResponse<String> authorize(
      PageVisitor visitor, String channel, String socket) {
    return visitor.post(
        "/api/pusher/auth",
        "application/x-www-form-urlencoded",
        "socket_id=%s&channel_name=%s".formatted(socket, channel));
  }
}
