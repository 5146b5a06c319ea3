package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.StreamState;
import dev.streamviewer.platform.contract.Streamer;
import dev.streamviewer.platform.contract.StreamerProfile;
import dev.streamviewer.platform.contract.StreamerSuggestion;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who is who, and what they stream: remembers what Twitch said for a while, so that Twitch is asked
 * once for many viewers.
 */
final class StreamerDirectory implements StreamerLookup {
  private static final int CAPACITY = 20_000;
  private static final Duration NAME = Duration.ofMinutes(10);

  /** A name that nobody has may be taken any minute. */
  private static final Duration NOBODY = Duration.ofMinutes(1);

  /** Shorter than Twitch itself lags. */
  private static final Duration STREAM = Duration.ofSeconds(20);

  private static final int SEARCHES = 1_000;
  private static final Duration SEARCH = Duration.ofMinutes(1);

  private final TwitchChannels channels;
  private final Remembered<Optional<StreamerProfile>> byLogin;
  private final Remembered<Optional<StreamerProfile>> byId;
  private final Remembered<StreamState> streams;
  private final Remembered<List<StreamerSuggestion>> searches;

  StreamerDirectory(TwitchChannels channels, Clock clock) {
    this.channels = channels;
    byLogin = new Remembered<>(CAPACITY, clock);
    byId = new Remembered<>(CAPACITY, clock);
    streams = new Remembered<>(CAPACITY, clock);
    searches = new Remembered<>(SEARCHES, clock);
  }

  /** A streamer by login in lower case; empty if Twitch knows none. */
  Future<Optional<StreamerProfile>> byLogin(String login) {
    return byLogin.of(
        login,
        () ->
            channels
                .byLogin(login)
                .onSuccess(
                    found ->
                        found.ifPresentOrElse(
                            this::remember, () -> byLogin.put(login, found, NOBODY))));
  }

  @Override
  public Future<Optional<Streamer>> byId(String id) {
    return byId.of(
            id,
            () ->
                channels
                    .byId(id)
                    .onSuccess(
                        found ->
                            found.ifPresentOrElse(
                                this::remember, () -> byId.put(id, found, NOBODY))))
        .map(found -> found.map(it -> new Streamer(it.id(), it.login(), it.name())));
  }

  /** The state of a stream, some seconds old at most. */
  Future<StreamState> stream(String id) {
    return streams.of(
        id, () -> channels.stream(id).onSuccess(state -> streams.put(id, state, STREAM)));
  }

  /** Streamers whose name resembles a text. */
  Future<List<StreamerSuggestion>> search(String query) {
    var key = query.toLowerCase(Locale.ROOT);
    return searches.of(
        key, () -> channels.search(query).onSuccess(found -> searches.put(key, found, SEARCH)));
  }

  private void remember(StreamerProfile profile) {
    byLogin.put(profile.login(), Optional.of(profile), NAME);
    byId.put(profile.id(), Optional.of(profile), NAME);
  }
}
