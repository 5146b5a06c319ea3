package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;

/**
 * Requests what Twitch sent about an event. The caller must know that the viewer may see the event.
 *
 * @param login the streamer's login in lower case
 * @param id the event's id
 */
public record FindOriginalBody(String login, String id) implements HasSubject {
  @Override
  public MessageSubject subject() {
    return new MessageSubject(id, login);
  }
}
