package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;

/**
 * Requests the recent events of a streamer.
 *
 * @param login the streamer's login in lower case
 * @param after the id of the last event that the client has, or null
 * @param includePrivate whether to include events of the private channel
 */
public record FindRecentEvents(String login, String after, boolean includePrivate)
    implements HasSubject {
  @Override
  public MessageSubject subject() {
    return MessageSubject.ofStreamer(login);
  }
}
