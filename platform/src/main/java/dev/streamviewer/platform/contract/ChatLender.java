package dev.streamviewer.platform.contract;

/**
 * A viewer who lets us read a streamer's chat with their consent, as long as they watch. Who that
 * is stays hidden.
 *
 * @param streamerId null when they no longer watch
 * @param login the streamer's login in lower case
 * @param lender what stands for the viewer's session; null when they no longer watch
 */
public record ChatLender(String streamerId, String login, Secret viewerId, Secret lender) {
  /** Somebody no longer watches. */
  public static ChatLender left(String login, Secret viewerId) {
    return new ChatLender(null, login, viewerId, null);
  }
}
