package dev.streamviewer.notifier.pusher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Streamers' channels in Pusher's list of occupied channels. Any client may occupy channels of any
 * name and number, so the list may be cut short, and excess channels are only counted.
 */
final class OccupiedChannels {
  /**
   * Strangers choose the names, so they must not enter a table that lives as long as the process.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final Set<String> names = new LinkedHashSet<>();
  private int omitted;
  private int foreign;

  private OccupiedChannels() {}

  /**
   * Parses the response to {@code GET /channels}.
   *
   * @throws IOException if the response is no such list
   */
  static OccupiedChannels parse(String json) throws IOException {
    var found = new OccupiedChannels();
    try (var parser = JSON.createParser(json)) {
      found.read(parser);
    } catch (JsonEOFException cut) {
      found.omitted++;
    }
    return found;
  }

  Set<String> names() {
    return names;
  }

  /** Returns the number of streamers' channels beyond the limit, at least. */
  int omitted() {
    return omitted;
  }

  /** Returns the number of channels that belong to no streamer. */
  int foreign() {
    return foreign;
  }

  private void read(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var channels = "channels".equals(parser.currentName());
      parser.nextToken();
      if (channels) {
        readChannels(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readChannels(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      add(parser.currentName());
      parser.nextToken();
      parser.skipChildren();
    }
  }

  private void add(String channel) {
    if (ChannelNames.loginOf(channel).isEmpty()) {
      foreign++;
    } else if (names.size() < ChannelOccupancy.MAX_CHANNELS) {
      names.add(channel);
    } else {
      omitted++;
    }
  }

  private static void expect(JsonParser parser, JsonToken token) throws IOException {
    if (parser.nextToken() != token) {
      throw new IOException("The response is not a JSON object");
    }
  }
}
