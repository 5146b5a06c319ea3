package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;

/**
 * A viewer whose consent is used to read a streamer's chat while the viewer watches. The viewer's
 * identity stays hidden.
 *
 * @param streamerId null when the viewer no longer watches
 * @param login the streamer's login in lower case
 * @param lender the opaque id of the viewer's session; each device of a viewer has a separate
 *     session
 */
public record ChatTokenOwner(
    @OptionalField String streamerId, String login, Secret viewerId, Secret lender) {
  /** The end of a watch with this session. */
  public static ChatTokenOwner left(String login, Secret viewerId, Secret lender) {
    return new ChatTokenOwner(null, login, viewerId, lender);
  }

  /** Whether the viewer no longer watches. */
  public boolean hasLeft() {
    return streamerId == null;
  }
}
