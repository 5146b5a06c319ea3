package dev.streamviewer.sandbox.twitch.payload;

import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Fills in a plausible event of any type, and lays what the caller wants to see over it. */
public final class EventPayloads {
  private static final List<String> ROLES =
      List.of(
          "user",
          "broadcaster_user",
          "from_broadcaster_user",
          "to_broadcaster_user",
          "chatter_user");

  private final Map<String, Function<PayloadContext, JsonObject>> templates = new HashMap<>();
  private final TwitchWorld world;
  private final EventEpisodes episodes;
  private final Clock clock;
  private final RandomGenerator random;

  public EventPayloads(TwitchWorld world, Clock clock, RandomGenerator random) {
    this.world = world;
    this.clock = clock;
    this.random = random;
    this.episodes = new EventEpisodes(clock);
    templates.putAll(ChannelPayloads.TEMPLATES);
    templates.putAll(SupportPayloads.TEMPLATES);
    templates.putAll(PlayPayloads.TEMPLATES);
    templates.putAll(ChatPayloads.TEMPLATES);
  }

  JsonObject fill(String type, SandboxStreamer streamer, JsonObject asked) {
    var wanted = completed(asked);
    var other = anyBut(List.of(streamer.user()), true);
    var scene =
        new PayloadContext(
            type,
            streamer,
            anyBut(List.of(streamer.user(), other), false),
            other,
            episodes.of(streamer.user().id(), type),
            wanted,
            clock.instant(),
            random);
    // Types without a template of their own still name the user and the channel.
    var event = templates.getOrDefault(type, PayloadContext::userOnChannel).apply(scene);
    if (type.equals("channel.raid") && leaves(streamer, wanted)) {
      event
          .mergeIn(streamer.user().as("from_broadcaster_user"))
          .mergeIn(scene.other().as("to_broadcaster_user"));
    }
    return event.mergeIn(wanted, true);
  }

  /** Whether the raid that is asked for sets out from the streamer instead of arriving. */
  private static boolean leaves(SandboxStreamer streamer, JsonObject wanted) {
    var login = streamer.user().login();
    return login.equals(wanted.getString("from_broadcaster_user_login"))
        || !login.equals(wanted.getString("to_broadcaster_user_login", login));
  }

  /** A login of somebody known brings the id and the name along. */
  private JsonObject completed(JsonObject wanted) {
    var event = new JsonObject();
    for (var role : ROLES) {
      if (wanted.getValue(role + "_login") instanceof String login) {
        world.withLogin(login).ifPresent(known -> event.mergeIn(known.user().as(role)));
      }
    }
    return event.mergeIn(wanted, true);
  }

  /** In a world that is nearly empty, one of those who are taken after all. */
  private TwitchUser anyBut(List<TwitchUser> taken, boolean aStreamer) {
    var others =
        world.all().stream()
            .map(SandboxStreamer::user)
            .filter(user -> !taken.contains(user))
            .filter(user -> !aStreamer || user.streams())
            .toList();
    return others.isEmpty() ? taken.get(0) : others.get(random.nextInt(others.size()));
  }
}
