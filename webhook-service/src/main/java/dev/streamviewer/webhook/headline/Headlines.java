package dev.streamviewer.webhook.headline;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** The headline for every type of event. */
public final class Headlines {
  /** Formats a headline from the streamer's name and the event's fields. */
  interface Headline extends BiFunction<String, EventFields, String> {}

  private static final Map<String, Headline> BY_TYPE = new HashMap<>();

  static {
    BY_TYPE.putAll(StreamHeadlines.BY_TYPE);
    BY_TYPE.putAll(SupportHeadlines.BY_TYPE);
    BY_TYPE.putAll(GameHeadlines.BY_TYPE);
    BY_TYPE.putAll(CommunityHeadlines.BY_TYPE);
    BY_TYPE.putAll(ModerationHeadlines.BY_TYPE);
    BY_TYPE.putAll(ChatHeadlines.BY_TYPE);
  }

  private Headlines() {}

  /** Returns the headline of an event; an unknown type is described by its own words. */
  public static String of(String type, String streamer, JsonObject event) {
    return BY_TYPE
        .getOrDefault(type, (name, fields) -> generic(type))
        .apply(streamer, new EventFields(event));
  }

  /** Whether a type has a headline of its own. */
  public static boolean knows(String type) {
    return BY_TYPE.containsKey(type);
  }

  /** {@code channel.some_thing.begin} reads "Some thing begin". */
  private static String generic(String type) {
    var words = type.replaceFirst("^channel\\.", "").replaceAll("[^A-Za-z0-9]+", " ").strip();
    return words.isEmpty()
        ? "Something happened"
        : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
