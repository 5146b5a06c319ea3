package dev.streamviewer.sandbox.pusher.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An event to publish.
 *
 * @param socketId the connection to exclude; empty for none
 * @param info the attributes of the channels to return
 */
public record PublishRequest(
    String name, String data, List<ChannelName> channels, String socketId, Set<String> info) {
  public static final int MAX_DATA_BYTES = 10 * 1024;

  private static final int MAX_NAME = 200;
  private static final int MAX_CHANNELS = 100;
  private static final Pattern SOCKET_ID = Pattern.compile("\\d+\\.\\d+");

  /** Reads the body of {@code /events}: one or more channels. */
  public static PublishRequest single(JsonObject json) {
    return json.containsKey("channels")
        ? of(json, channels(json))
        : of(json, List.of(text(json, "channel")));
  }

  /** Reads an entry of {@code /batch_events}: exactly one channel. */
  public static PublishRequest inBatch(Object entry) {
    if (entry instanceof JsonObject json) {
      return of(json, List.of(text(json, "channel")));
    }
    throw new ApiError(400, "Each entry of the batch must be an object");
  }

  private static PublishRequest of(JsonObject json, List<String> channels) {
    var name = text(json, "name");
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new ApiError(400, "The event name must have 1 to %d characters".formatted(MAX_NAME));
    }
    if (name.startsWith("pusher:") || name.startsWith("pusher_internal:")) {
      throw new ApiError(400, "Event names that begin with pusher: are reserved");
    }
    var data = text(json, "data");
    if (data.getBytes(UTF_8).length > MAX_DATA_BYTES) {
      throw new ApiError(
          413,
          "The data content of this event exceeds the allowed maximum (%d bytes)"
              .formatted(MAX_DATA_BYTES));
    }
    return new PublishRequest(
        name,
        data,
        channels.stream().map(ChannelName::orRefuse).toList(),
        socketId(json),
        ChannelInfo.attributes(json.getString("info", "")));
  }

  private static List<String> channels(JsonObject json) {
    if (!(json.getValue("channels") instanceof JsonArray list)
        || list.isEmpty()
        || list.size() > MAX_CHANNELS
        || !list.stream().allMatch(String.class::isInstance)) {
      throw new ApiError(400, "channels must be a list of 1 to %d names".formatted(MAX_CHANNELS));
    }
    return list.stream().map(String.class::cast).distinct().toList();
  }

  private static String socketId(JsonObject json) {
    if (json.getValue("socket_id") == null) {
      return "";
    }
    var socketId = text(json, "socket_id");
    if (!SOCKET_ID.matcher(socketId).matches()) {
      throw new ApiError(400, "Invalid socket_id: digits, a dot and digits are expected");
    }
    return socketId;
  }

  private static String text(JsonObject json, String key) {
    if (json.getValue(key) instanceof String text) {
      return text;
    }
    throw new ApiError(400, "Missing or malformed field: %s must be a string".formatted(key));
  }
}
