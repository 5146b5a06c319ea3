package dev.streamviewer.webhook.streamer;

import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.StreamerSuggestion;
import dev.streamviewer.platform.memory.ExpiringCache;
import dev.streamviewer.webhook.headline.StreamerLookup;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A cache of profiles, stream states and searches, so that many viewers cost one call to Twitch.
 */
public final class StreamerDirectory implements StreamerLookup {
  private static final int CAPACITY = 20_000;
  private static final Duration PROFILE_TTL = Duration.ofMinutes(10);

  /** Short, since a free login may be taken any minute. */
  private static final Duration UNKNOWN_TTL = Duration.ofMinutes(1);

  /** Separate from known streamers: invented logins must not evict them. */
  private static final int UNKNOWN_CAPACITY = 2_000;

  /** Shorter than the lag of Twitch itself. */
  private static final Duration STREAM_TTL = Duration.ofSeconds(20);

  private static final int SEARCH_CAPACITY = 1_000;
  private static final Duration SEARCH_TTL = Duration.ofMinutes(1);

  private final HelixStreamers helixStreamers;
  private final ExpiringCache<String, Optional<StreamerProfile>> byLogin;
  private final ExpiringCache<String, Optional<StreamerProfile>> byId;
  private final ExpiringCache<String, Optional<StreamerProfile>> unknownLogins;
  private final ExpiringCache<String, Optional<StreamerProfile>> unknownIds;
  private final ExpiringCache<String, StreamState> streams;
  private final ExpiringCache<String, List<StreamerSuggestion>> searches;

  public StreamerDirectory(HelixStreamers helixStreamers, Clock clock) {
    this.helixStreamers = helixStreamers;
    byLogin = new ExpiringCache<>(CAPACITY, clock);
    byId = new ExpiringCache<>(CAPACITY, clock);
    unknownLogins = new ExpiringCache<>(UNKNOWN_CAPACITY, clock);
    unknownIds = new ExpiringCache<>(UNKNOWN_CAPACITY, clock);
    streams = new ExpiringCache<>(CAPACITY, clock);
    searches = new ExpiringCache<>(SEARCH_CAPACITY, clock);
  }

  /**
   * Looks up a streamer by login in lower case; empty if Twitch has none. Invalid logins are never
   * sent: Twitch would refuse all logins of that call.
   */
  public Future<Optional<StreamerProfile>> byLogin(String login) {
    return StreamerLogins.isValid(login)
        ? find(login, byLogin, unknownLogins, () -> helixStreamers.byLogin(login))
        : Future.succeededFuture(Optional.empty());
  }

  /** Looks up a streamer by id; empty if Twitch has none. */
  public Future<Optional<StreamerProfile>> profile(String id) {
    return find(id, byId, unknownIds, () -> helixStreamers.byId(id));
  }

  @Override
  public Future<Optional<Streamer>> byId(String id) {
    return profile(id).map(found -> found.map(it -> new Streamer(it.id(), it.login(), it.name())));
  }

  @Override
  public boolean isOfAnother(Streamer streamer) {
    return byLogin
        .find(streamer.login())
        .flatMap(known -> known)
        .filter(it -> !it.id().equals(streamer.id()))
        .isPresent();
  }

  /** A viewer who asks for the former login still finds the streamer for a while. */
  @Override
  public void named(Streamer now) {
    byId.find(now.id())
        .flatMap(known -> known)
        .filter(it -> !it.login().equals(now.login()) || !it.name().equals(now.name()))
        .ifPresent(
            former -> {
              cacheUnder(former.login(), now, former);
              cache(new StreamerProfile(now.id(), now.login(), now.name(), former.avatar()));
            });
  }

  private void cacheUnder(String login, Streamer now, StreamerProfile former) {
    var profile = new StreamerProfile(now.id(), login, now.name(), former.avatar());
    byLogin.put(login, Optional.of(profile), PROFILE_TTL);
  }

  /** Returns the state of a stream, some seconds old at most. */
  public Future<StreamState> stream(String id) {
    return streams.getOrLoad(
        id, () -> helixStreamers.stream(id).onSuccess(state -> streams.put(id, state, STREAM_TTL)));
  }

  /** Finds streamers by a similar name. */
  public Future<List<StreamerSuggestion>> search(String query) {
    var key = query.toLowerCase(Locale.ROOT);
    return searches.getOrLoad(
        key,
        () ->
            helixStreamers.search(query).onSuccess(found -> searches.put(key, found, SEARCH_TTL)));
  }

  private Future<Optional<StreamerProfile>> find(
      String key,
      ExpiringCache<String, Optional<StreamerProfile>> known,
      ExpiringCache<String, Optional<StreamerProfile>> unknown,
      Supplier<Future<Optional<StreamerProfile>>> loader) {
    if (unknown.find(key).isPresent()) {
      return Future.succeededFuture(Optional.empty());
    }
    return known.getOrLoad(
        key,
        () ->
            loader
                .get()
                .onSuccess(
                    found ->
                        found.ifPresentOrElse(
                            this::cache, () -> unknown.put(key, found, UNKNOWN_TTL))));
  }

  private void cache(StreamerProfile profile) {
    byLogin.put(profile.login(), Optional.of(profile), PROFILE_TTL);
    byId.put(profile.id(), Optional.of(profile), PROFILE_TTL);
  }
}
