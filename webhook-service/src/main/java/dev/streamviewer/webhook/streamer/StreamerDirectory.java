package dev.streamviewer.webhook.streamer;

import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.StreamerSuggestion;
import dev.streamviewer.webhook.headline.StreamerLookup;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who is who, and what they stream: remembers what Twitch said for a while, so that Twitch is asked
 * once for many viewers.
 */
public final class StreamerDirectory implements StreamerLookup {
  private static final int CAPACITY = 20_000;
  private static final Duration NAME = Duration.ofMinutes(10);

  /** A name that nobody has may be taken any minute. */
  private static final Duration NOBODY = Duration.ofMinutes(1);

  /** These have a memory of their own: invented names must not push out those of streamers. */
  private static final int NOBODIES = 2_000;

  /** Shorter than Twitch itself lags. */
  private static final Duration STREAM = Duration.ofSeconds(20);

  private static final int SEARCHES = 1_000;
  private static final Duration SEARCH = Duration.ofMinutes(1);

  private final HelixStreamers channels;
  private final ExpiringCache<Optional<StreamerProfile>> byLogin;
  private final ExpiringCache<Optional<StreamerProfile>> byId;
  private final ExpiringCache<Optional<StreamerProfile>> noLogins;
  private final ExpiringCache<Optional<StreamerProfile>> noIds;
  private final ExpiringCache<StreamState> streams;
  private final ExpiringCache<List<StreamerSuggestion>> searches;

  public StreamerDirectory(HelixStreamers channels, Clock clock) {
    this.channels = channels;
    byLogin = new ExpiringCache<>(CAPACITY, clock);
    byId = new ExpiringCache<>(CAPACITY, clock);
    noLogins = new ExpiringCache<>(NOBODIES, clock);
    noIds = new ExpiringCache<>(NOBODIES, clock);
    streams = new ExpiringCache<>(CAPACITY, clock);
    searches = new ExpiringCache<>(SEARCHES, clock);
  }

  /**
   * A streamer by login in lower case; empty if Twitch knows none. Twitch is not asked for what can
   * be no login: it would refuse all names of that call.
   */
  public Future<Optional<StreamerProfile>> byLogin(String login) {
    return StreamerLogins.isValid(login)
        ? find(login, byLogin, noLogins, () -> channels.byLogin(login))
        : Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Optional<Streamer>> byId(String id) {
    return find(id, byId, noIds, () -> channels.byId(id))
        .map(found -> found.map(it -> new Streamer(it.id(), it.login(), it.name())));
  }

  /** The state of a stream, some seconds old at most. */
  public Future<StreamState> stream(String id) {
    return streams.of(
        id, () -> channels.stream(id).onSuccess(state -> streams.put(id, state, STREAM)));
  }

  /** Streamers whose name resembles a text. */
  public Future<List<StreamerSuggestion>> search(String query) {
    var key = query.toLowerCase(Locale.ROOT);
    return searches.of(
        key, () -> channels.search(query).onSuccess(found -> searches.put(key, found, SEARCH)));
  }

  private Future<Optional<StreamerProfile>> find(
      String key,
      ExpiringCache<Optional<StreamerProfile>> known,
      ExpiringCache<Optional<StreamerProfile>> nobodies,
      Supplier<Future<Optional<StreamerProfile>>> question) {
    if (nobodies.has(key)) {
      return Future.succeededFuture(Optional.empty());
    }
    return known.of(
        key,
        () ->
            question
                .get()
                .onSuccess(
                    found ->
                        found.ifPresentOrElse(
                            this::remember, () -> nobodies.put(key, found, NOBODY))));
  }

  private void remember(StreamerProfile profile) {
    byLogin.put(profile.login(), Optional.of(profile), NAME);
    byId.put(profile.id(), Optional.of(profile), NAME);
  }
}
