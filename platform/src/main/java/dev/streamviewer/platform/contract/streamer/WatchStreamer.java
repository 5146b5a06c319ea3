package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;
import java.util.Set;

/**
 * Starts a viewer's watch of a streamer.
 *
 * @param login the streamer's login in lower case
 * @param scopes the scopes that the viewer granted; they count when the streamer is the viewer
 * @param lender the opaque id of the viewer's session if the viewer consented to {@code
 *     user:read:chat}; else null
 */
public record WatchStreamer(String login, String viewerId, Set<String> scopes, Secret lender)
    implements HasSubject {
  @Override
  public MessageSubject subject() {
    return MessageSubject.ofStreamer(login);
  }
}
