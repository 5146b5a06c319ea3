package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.config.Secret;

/**
 * A viewer who lets us read a streamer's chat with their consent, as long as they watch. Who that
 * is stays hidden.
 *
 * @param streamerId null when they no longer watch
 * @param login the streamer's login in lower case
 * @param lender what stands for the viewer's session; who watches on two devices lends with each
 */
public record ChatTokenOwner(String streamerId, String login, Secret viewerId, Secret lender) {
  /** Somebody no longer watches with this session. */
  public static ChatTokenOwner left(String login, Secret viewerId, Secret lender) {
    return new ChatTokenOwner(null, login, viewerId, lender);
  }

  /** Whether this tells that they no longer watch. */
  public boolean hasLeft() {
    return streamerId == null;
  }
}
