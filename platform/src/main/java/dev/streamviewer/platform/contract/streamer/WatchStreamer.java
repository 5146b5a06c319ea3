package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;
import java.util.Set;

/**
 * Starts a viewer's watch of a streamer.
 *
 * @param login the streamer's login in lower case
 * @param scopes the scopes that the viewer granted; they count when the viewer is the streamer or a
 *     moderator
 * @param lender the opaque id of the viewer's session if the viewer consented to {@code
 *     user:read:chat}; else null
 * @param moderator the opaque id of the viewer's session if the viewer consented to {@code
 *     user:read:moderated_channels}; else null
 * @param knownId the id under which the page knows the streamer, who may have another login now;
 *     else null
 */
public record WatchStreamer(
    String login,
    String viewerId,
    Set<String> scopes,
    @OptionalField Secret lender,
    @OptionalField Secret moderator,
    @OptionalField String knownId)
    implements HasSubject {
  /** The watch of a viewer who moderates no channel. */
  public WatchStreamer(String login, String viewerId, Set<String> scopes, Secret lender) {
    this(login, viewerId, scopes, lender, null, null);
  }

  @Override
  public MessageSubject subject() {
    return MessageSubject.ofStreamer(login);
  }
}
