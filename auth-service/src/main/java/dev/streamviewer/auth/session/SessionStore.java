package dev.streamviewer.auth.session;

import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.auth.crypto.TokenCipher;
import dev.streamviewer.auth.twitch.OAuthTokens;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.record.UnreadableRecord;
import dev.streamviewer.platform.record.UnreadableRecord.Fault;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.SharedData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions in cluster memory, by the hash of the cookie's value and with encrypted tokens. A
 * reader of the map can neither make a cookie from an entry nor use a token. A session lives for
 * {@link #LIFETIME}.
 *
 * <p>A session that cannot be decrypted has ended: the client secret has changed, and the tokens of
 * the old one became invalid.
 */
public final class SessionStore {
  private static final Logger log = LoggerFactory.getLogger(SessionStore.class);

  static final Duration LIFETIME = Duration.ofDays(30);
  private static final int LIMIT = 100_000;

  /**
   * The age of the last validation after which no process with the right key can be left. During a
   * rolling change of the secret, processes meet sessions that others can still read.
   */
  private static final Duration ABANDONED_AFTER =
      ValidationSchedule.VALIDATION_INTERVAL.multipliedBy(2);

  private final AsyncMap<String, String> sessions;
  private final TokenCipher cipher;
  private final MapCapacity capacity;
  private final Clock clock;
  private boolean unreadableLogged;

  private SessionStore(
      AsyncMap<String, String> sessions, TokenCipher cipher, int limit, Clock clock) {
    this.sessions = sessions;
    this.cipher = cipher;
    this.capacity = new MapCapacity(sessions, limit, clock);
    this.clock = clock;
  }

  public static Future<SessionStore> create(SharedData shared, TokenCipher cipher, Clock clock) {
    return create(shared, cipher, clock, LIMIT);
  }

  /**
   * Opens the sessions with a given limit.
   *
   * @param limit the greatest number of sessions
   */
  static Future<SessionStore> create(
      SharedData shared, TokenCipher cipher, Clock clock, int limit) {
    return SharedMaps.map(shared, SharedMaps.SESSIONS)
        .map(sessions -> new SessionStore(sessions, cipher, limit, clock));
  }

  /** Returns the key of a session by its cookie. */
  public static String key(Secret cookie) {
    return RandomIds.hash(cookie.value());
  }

  /** Creates a session that begins now, with tokens that Twitch has just confirmed. */
  public UserSession newSession(Viewer viewer, OAuthTokens tokens) {
    var now = clock.instant();
    return new UserSession(viewer, tokens.access(), tokens.refresh(), tokens.expiresAt(), now, now);
  }

  /**
   * Stores a session.
   *
   * @param cookie the value of the cookie, unguessable and new
   * @return fails with BUSY if there are too many sessions
   */
  public Future<Void> open(Secret cookie, UserSession session) {
    var key = key(cookie);
    return capacity
        .reserve()
        .compose(v -> sessions.put(key, json(session, key), millisLeft(session)));
  }

  /** Returns whether the session of a cookie exists. */
  public Future<Boolean> isOpen(Secret cookie) {
    return find(key(cookie)).map(Optional::isPresent);
  }

  public Future<Optional<UserSession>> find(String key) {
    return sessions.get(key).map(json -> read(key, json).filter(this::isAlive));
  }

  /** Replaces a session by a newer state; returns false if the session has ended. */
  Future<Boolean> replace(String key, UserSession session) {
    return sessions
        .replace(key, json(session, key), millisLeft(session))
        .map(previous -> previous != null);
  }

  /** Removes a session and returns its last state. */
  Future<Optional<UserSession>> remove(String key) {
    return sessions.remove(key).map(json -> read(key, json));
  }

  Future<Set<String>> keys() {
    return sessions.keys();
  }

  private String json(UserSession session, String key) {
    return StoredSession.of(session, key, cipher).json();
  }

  private Optional<UserSession> read(String key, String json) {
    if (json == null) {
      return Optional.empty();
    }
    try {
      var stored = StoredSession.parse(json);
      var session = stored.decrypt(key, cipher);
      if (session.isEmpty()) {
        discardIfAbandoned(key, json, stored);
      }
      return session;
    } catch (UnreadableRecord e) {
      return unreadable(e);
    }
  }

  /** A session of a newer release has not ended: another process can read it. */
  private static Optional<UserSession> unreadable(UnreadableRecord failure) {
    if (failure.fault() == Fault.NEWER_VERSION) {
      throw failure;
    }
    return Optional.empty();
  }

  /** Removes a session that no process can read. */
  private void discardIfAbandoned(String key, String json, StoredSession stored) {
    if (!unreadableLogged) {
      unreadableLogged = true;
      log.warn(
          "Some sessions were encrypted with another TWITCH_CLIENT_SECRET. They have ended: their"
              + " viewers must sign in again");
    }
    if (stored.validatedAt().isBefore(clock.instant().minus(ABANDONED_AFTER))) {
      sessions
          .removeIfPresent(key, json)
          .onFailure(failure -> log.info("Cannot remove a session that has ended", failure));
    }
  }

  private boolean isAlive(UserSession session) {
    return clock.instant().isBefore(endOf(session));
  }

  private long millisLeft(UserSession session) {
    return Math.max(1, Duration.between(clock.instant(), endOf(session)).toMillis());
  }

  private static Instant endOf(UserSession session) {
    return session.createdAt().plus(LIFETIME);
  }
}
