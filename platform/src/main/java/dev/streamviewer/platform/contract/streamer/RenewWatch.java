package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;

/**
 * Renews a viewer's watch of a streamer.
 *
 * @param login the streamer's login in lower case
 */
public record RenewWatch(String login, String viewerId) implements HasSubject {
  @Override
  public MessageSubject subject() {
    return MessageSubject.ofStreamer(login);
  }
}
