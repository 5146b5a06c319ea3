package dev.streamviewer.sandbox.twitch.world;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Reads the accounts of the demo from {@code sandbox/cast.json}. */
public final class DemoAccounts {
  private final Clock clock;

  private DemoAccounts(Clock clock) {
    this.clock = clock;
  }

  public static Future<TwitchWorld> load(Vertx vertx, Clock clock) {
    return vertx
        .fileSystem()
        .readFile("sandbox/cast.json")
        .map(Buffer::toJsonObject)
        .map(new DemoAccounts(clock)::world);
  }

  private TwitchWorld world(JsonObject cast) {
    var categories =
        objects(cast.getJsonArray("categories"))
            .map(c -> new StreamCategory(c.getString("id"), c.getString("name")))
            .toList();
    var world = new TwitchWorld(categories);
    objects(cast.getJsonArray("people")).forEach(person -> add(world, person));
    objects(cast.getJsonArray("moderators", new JsonArray())).forEach(role -> appoint(world, role));
    return world;
  }

  private void add(TwitchWorld world, JsonObject person) {
    world.add(streamer(world, person));
    world.follow(
        person.getString("id"),
        person.getJsonArray("follows", new JsonArray()).stream().map(String.class::cast).toList());
  }

  private static void appoint(TwitchWorld world, JsonObject role) {
    var channel = world.withLogin(role.getString("channel")).orElseThrow().user().id();
    var moderator = world.withLogin(role.getString("moderator")).orElseThrow().user().id();
    world.moderators().appoint(channel, moderator);
  }

  private SandboxStreamer streamer(TwitchWorld world, JsonObject person) {
    var login = person.getString("login");
    var user =
        new TwitchUser(
            person.getString("id"),
            login,
            person.getString("name", login),
            person.getString("description", ""),
            person.getInteger("hue"),
            person.getBoolean("consents", false));
    var titles =
        person.getJsonArray("titles", new JsonArray()).stream().map(String.class::cast).toList();
    return new SandboxStreamer(
        user,
        titles.isEmpty() ? "" : titles.get(0),
        world.category(person.getString("category", "Just Chatting")),
        person.getString("language", "en"),
        titles.isEmpty() ? List.of("Hello there") : titles,
        live(person));
  }

  private LiveStream live(JsonObject person) {
    var minutes = person.getInteger("liveForMinutes");
    if (minutes == null) {
      return null;
    }
    var startedAt = clock.instant().minus(Duration.ofMinutes(minutes));
    return new LiveStream("41" + person.getString("id"), startedAt, person.getInteger("viewers"));
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}
