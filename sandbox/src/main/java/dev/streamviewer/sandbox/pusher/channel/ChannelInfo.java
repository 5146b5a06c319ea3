package dev.streamviewer.sandbox.pusher.channel;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The attributes of a channel that a request may name in {@code info}. */
public final class ChannelInfo {
  private final PusherChannels channels;

  public ChannelInfo(PusherChannels channels) {
    this.channels = channels;
  }

  public static Set<String> attributes(String info) {
    return Arrays.stream(info.split(","))
        .map(String::trim)
        .filter(attribute -> !attribute.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Returns the requested attributes of a channel. An attribute that does not fit the kind of
   * channel is an error, not omitted.
   */
  public JsonObject describe(ChannelName name, Set<String> attributes) {
    var info = new JsonObject();
    for (var attribute : attributes) {
      switch (attribute) {
        case "user_count" -> info.put(attribute, userCount(name));
        case "cache" -> info.put(attribute, cache(name));
        // A dashboard setting that is off for a new app.
        case "subscription_count" ->
            throw new ApiError(400, "subscription_count is not enabled for this app");
        default -> throw new ApiError(400, "Unknown attribute in info: " + attribute);
      }
    }
    return info;
  }

  private int userCount(ChannelName name) {
    if (!name.isPresence()) {
      throw new ApiError(
          400, "Cannot retrieve the user count unless the channel is a presence channel");
    }
    return channels.find(name.value()).map(channel -> channel.members().size()).orElse(0);
  }

  private JsonObject cache(ChannelName name) {
    if (!name.isCache()) {
      throw new ApiError(400, "Cannot retrieve the cache unless the channel is a cache channel");
    }
    var cache = channels.cache();
    return cache
        .get(name)
        .map(last -> new JsonObject().put("data", last.data()).put("ttl", cache.secondsLeft(last)))
        .orElse(null);
  }
}
