package dev.streamviewer.platform.twitch;

import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.json.LenientJson;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * Reads the streams in Helix's "Get Streams" and "Get Followed Streams", which have the same form.
 * Fields that are missing or of another type count as empty.
 */
public final class HelixStreams {
  private HelixStreams() {}

  /** Reads all streams of an answer, in Twitch's order; skips items without a streamer. */
  public static List<StreamOf> all(JsonObject answer) {
    return LenientJson.objects(answer.getValue("data"))
        .map(HelixStreams::streamOf)
        .filter(it -> !it.id().isEmpty() && !it.login().isEmpty())
        .toList();
  }

  /** Reads one stream with its streamer, without the picture. */
  public static StreamOf streamOf(JsonObject stream) {
    var login = text(stream, "user_login");
    var name = text(stream, "user_name");
    return new StreamOf(
        text(stream, "user_id"), login, name.isEmpty() ? login : name, "", live(stream));
  }

  /** Reads the state of a live stream. */
  public static StreamState live(JsonObject stream) {
    return new StreamState(
        true,
        text(stream, "title"),
        text(stream, "game_name"),
        text(stream, "game_id"),
        text(stream, "language"),
        stream.getValue("viewer_count") instanceof Number viewers ? viewers.intValue() : 0,
        instant(text(stream, "started_at")),
        text(stream, "thumbnail_url"));
  }

  /** Reads a time; null if there is none. */
  public static Instant instant(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Reads a text; empty if the field is missing or no text. */
  public static String text(JsonObject json, String field) {
    return json.getValue(field) instanceof String text ? text : "";
  }
}
