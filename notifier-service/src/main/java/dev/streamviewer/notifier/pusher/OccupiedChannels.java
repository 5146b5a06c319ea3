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
 * Streamers' channels in Pusher's list of all that are occupied. Anybody may occupy channels of any
 * name and number, so the list may be cut short, and the rest of it is counted only.
 */
final class OccupiedChannels {
  /** Names that strangers choose do not belong in a table that lives as long as the process. */
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
   * Reads an answer to {@code GET /channels}.
   *
   * @throws IOException if it is no such list
   */
  static OccupiedChannels in(String json) throws IOException {
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

  /** How many streamers' channels there was no room for, at least. */
  int omitted() {
    return omitted;
  }

  /** How many channels are no streamer's. */
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
    } else if (names.size() < ChannelOccupancy.MOST) {
      names.add(channel);
    } else {
      omitted++;
    }
  }

  private static void expect(JsonParser parser, JsonToken token) throws IOException {
    if (parser.nextToken() != token) {
      throw new IOException("expected a JSON object");
    }
  }
}
