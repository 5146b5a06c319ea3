package dev.streamviewer.platform.contract.auth;

import java.util.List;

/** The channels that a viewer moderates according to Twitch, at most a minute ago. */
public record ModeratedChannels(List<ModeratedChannel> channels) {
  /** A channel that the viewer moderates. The login is in lower case. */
  public record ModeratedChannel(String id, String login) {}
}
