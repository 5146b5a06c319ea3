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

/** Generates a plausible event of any type, with the caller's fields on top. */
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
    templates.putAll(CharityPayloads.TEMPLATES);
    templates.putAll(RewardPayloads.TEMPLATES);
    templates.putAll(ModerationPayloads.TEMPLATES);
    templates.putAll(ChatPayloads.TEMPLATES);
    templates.putAll(ChatMessagePayloads.TEMPLATES);
  }

  JsonObject fill(String type, SandboxStreamer streamer, JsonObject requested) {
    var overrides = completed(requested);
    var other = randomExcept(List.of(streamer.user()), true);
    var context =
        new PayloadContext(
            type,
            streamer,
            randomExcept(List.of(streamer.user(), other), false),
            other,
            episodes.of(streamer.user().id(), type),
            overrides,
            clock.instant(),
            random);
    // A type without a template still names the user and the channel.
    var event = templates.getOrDefault(type, PayloadContext::userOnChannel).apply(context);
    if (type.equals("channel.raid") && startsAtStreamer(streamer, overrides)) {
      event
          .mergeIn(streamer.user().as("from_broadcaster_user"))
          .mergeIn(context.other().as("to_broadcaster_user"));
    }
    return event.mergeIn(overrides, true);
  }

  /** Whether the requested raid starts at the streamer instead of arriving there. */
  private static boolean startsAtStreamer(SandboxStreamer streamer, JsonObject overrides) {
    var login = streamer.user().login();
    return login.equals(overrides.getValue("from_broadcaster_user_login"))
        || !login.equals(overrides.getValue("to_broadcaster_user_login", login));
  }

  /** Adds the id and the name to each known login. */
  private JsonObject completed(JsonObject overrides) {
    var event = new JsonObject();
    for (var role : ROLES) {
      if (overrides.getValue(role + "_login") instanceof String login) {
        world.withLogin(login).ifPresent(known -> event.mergeIn(known.user().as(role)));
      }
    }
    return event.mergeIn(overrides, true);
  }

  /**
   * Returns a random user outside the list, or a user of the list when the world is nearly empty.
   */
  private TwitchUser randomExcept(List<TwitchUser> excluded, boolean streamersOnly) {
    var others =
        world.all().stream()
            .map(SandboxStreamer::user)
            .filter(user -> !excluded.contains(user))
            .filter(user -> !streamersOnly || user.streams())
            .toList();
    return others.isEmpty() ? excluded.get(0) : others.get(random.nextInt(others.size()));
  }
}
