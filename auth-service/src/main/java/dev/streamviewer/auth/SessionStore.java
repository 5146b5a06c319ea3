package dev.streamviewer.auth;

import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.Secret;
import dev.streamviewer.platform.contract.Viewer;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.SharedData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions, by the hash of what stands in the cookie: who reads the map cannot make a cookie of
 * it. A session lives for {@link #LIFE}.
 */
final class SessionStore {
  static final Duration LIFE = Duration.ofDays(30);
  private static final int LIMIT = 100_000;

  private final AsyncMap<String, String> sessions;
  private final Capacity capacity;
  private final Clock clock;

  private SessionStore(AsyncMap<String, String> sessions, int limit, Clock clock) {
    this.sessions = sessions;
    this.capacity = new Capacity(sessions, limit, clock);
    this.clock = clock;
  }

  static Future<SessionStore> create(SharedData shared, Clock clock) {
    return create(shared, clock, LIMIT);
  }

  /** As {@link #create(SharedData, Clock)}, with another limit to how many there can be. */
  static Future<SessionStore> create(SharedData shared, Clock clock, int limit) {
    return shared
        .<String, String>getAsyncMap(SharedMaps.SESSIONS)
        .map(sessions -> new SessionStore(sessions, limit, clock));
  }

  /** The key of the session whose cookie this is. */
  static String key(Secret cookie) {
    return RandomIds.hash(cookie.value());
  }

  /** A session that begins now; Twitch has just vouched for its tokens. */
  UserSession begin(Viewer viewer, Tokens tokens) {
    var now = clock.instant();
    return new UserSession(viewer, tokens.access(), tokens.refresh(), tokens.expiresAt(), now, now);
  }

  /**
   * Keeps a session.
   *
   * @return what to put into the cookie; fails with BUSY if there are too many
   */
  Future<Secret> open(UserSession session) {
    var cookie = new Secret(RandomIds.next());
    return capacity
        .reserve()
        .compose(v -> sessions.put(key(cookie), session.json(), millisLeft(session)))
        .map(cookie);
  }

  Future<Optional<UserSession>> find(String key) {
    return sessions.get(key).map(json -> Optional.ofNullable(json).map(this::alive));
  }

  /** Puts a newer state of a session in place, unless the session has ended; then false. */
  Future<Boolean> replace(String key, UserSession session) {
    return sessions
        .replace(key, session.json(), millisLeft(session))
        .map(previous -> previous != null);
  }

  /** Ends a session, and says what it was. */
  Future<Optional<UserSession>> remove(String key) {
    return sessions.remove(key).map(json -> Optional.ofNullable(json).map(UserSession::parse));
  }

  Future<Set<String>> keys() {
    return sessions.keys();
  }

  private UserSession alive(String json) {
    var session = UserSession.parse(json);
    return clock.instant().isBefore(endOf(session)) ? session : null;
  }

  private long millisLeft(UserSession session) {
    return Math.max(1, Duration.between(clock.instant(), endOf(session)).toMillis());
  }

  private static Instant endOf(UserSession session) {
    return session.createdAt().plus(LIFE);
  }
}
