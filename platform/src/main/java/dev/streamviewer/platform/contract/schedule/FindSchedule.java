package dev.streamviewer.platform.contract.schedule;

import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;

/**
 * Requests the next scheduled streams of a streamer.
 *
 * @param login the streamer's login in lower case
 * @param viewerId the requesting viewer
 */
public record FindSchedule(String login, String viewerId) implements HasSubject {
  @Override
  public MessageSubject subject() {
    return MessageSubject.ofStreamer(login);
  }
}
