package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;

/**
 * Ends a viewer's watch of a streamer.
 *
 * @param login the streamer's login in lower case
 * @param lender the opaque id of the viewer's session, as in {@link WatchStreamer}; the viewer may
 *     still watch on another device
 */
public record UnwatchStreamer(String login, String viewerId, @OptionalField Secret lender)
    implements HasSubject {
  @Override
  public MessageSubject subject() {
    return MessageSubject.ofStreamer(login);
  }
}
