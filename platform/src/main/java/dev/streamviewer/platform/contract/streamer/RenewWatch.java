package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;

/**
 * Renews a viewer's watch of a streamer.
 *
 * @param login the streamer's login in lower case
 * @param moderator the opaque id of the viewer's session, as in {@link WatchStreamer}
 */
public record RenewWatch(String login, String viewerId, @OptionalField Secret moderator)
    implements HasSubject {
  /** The renewal by a viewer who moderates no channel. */
  public RenewWatch(String login, String viewerId) {
    this(login, viewerId, null);
  }

  @Override
  public MessageSubject subject() {
    return MessageSubject.ofStreamer(login);
  }
}
