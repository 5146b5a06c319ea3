package dev.streamviewer.sandbox.twitch;

import java.util.List;
import java.util.Optional;

/**
 * An account with its channel as it stands now.
 *
 * @param titles what demo life chooses titles from
 * @param live the running broadcast, or null
 */
public record Streamer(
    User user,
    String title,
    Category category,
    String language,
    List<String> titles,
    LiveStream live) {

  public Optional<LiveStream> stream() {
    return Optional.ofNullable(live);
  }

  public boolean isLive() {
    return live != null;
  }

  Streamer online(LiveStream live) {
    return new Streamer(user, title, category, language, titles, live);
  }

  Streamer offline() {
    return new Streamer(user, title, category, language, titles, null);
  }

  Streamer updated(String title, Category category, String language) {
    return new Streamer(user, title, category, language, titles, live);
  }
}
