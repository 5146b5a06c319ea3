package dev.streamviewer.platform.contract;

/**
 * A viewer who lets us read a streamer's chat with their consent, as long as they watch. Who that
 * is stays hidden.
 *
 * @param streamerId null when they no longer watch
 * @param login the streamer's login in lower case
 * @param lender what stands for the viewer's session; who watches on two devices lends with each
 */
public record ChatLender(String streamerId, String login, Secret viewerId, Secret lender) {
  /** Somebody no longer watches with this session. */
  public static ChatLender left(String login, Secret viewerId, Secret lender) {
    return new ChatLender(null, login, viewerId, lender);
  }

  /** Whether this tells that they no longer watch. */
  public boolean hasLeft() {
    return streamerId == null;
  }
}
