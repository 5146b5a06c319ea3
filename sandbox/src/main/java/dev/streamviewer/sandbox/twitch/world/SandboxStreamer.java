package dev.streamviewer.sandbox.twitch.world;

import java.util.List;
import java.util.Optional;

/**
 * An account with its channel as it stands now.
 *
 * @param titles what demo life chooses titles from
 * @param live the running broadcast, or null
 */
public record SandboxStreamer(
    TwitchUser user,
    String title,
    StreamCategory category,
    String language,
    List<String> titles,
    LiveStream live) {

  public Optional<LiveStream> stream() {
    return Optional.ofNullable(live);
  }

  public boolean isLive() {
    return live != null;
  }

  public SandboxStreamer online(LiveStream live) {
    return new SandboxStreamer(user, title, category, language, titles, live);
  }

  SandboxStreamer offline() {
    return new SandboxStreamer(user, title, category, language, titles, null);
  }

  SandboxStreamer updated(String title, StreamCategory category, String language) {
    return new SandboxStreamer(user, title, category, language, titles, live);
  }
}
