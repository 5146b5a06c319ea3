package dev.streamviewer.auth;

import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.LoginResult.Outcome;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.SharedData;
import java.time.Clock;
import java.time.Duration;

/**
 * The sign-ins under way, by the state that goes to Twitch and back. A state is good once, in the
 * browser that began, for {@link #VALID}. It is remembered longer, so that a person learns whether
 * they were too slow, came twice, or were sent by somebody else.
 */
final class PendingLogins {
  static final Duration VALID = Duration.ofMinutes(10);
  static final Duration REMEMBERED = Duration.ofMinutes(20);
  private static final int LIMIT = 10_000;

  /** Values are JSON texts: a cluster compares them exactly, and nobody can change them. */
  private final AsyncMap<String, String> logins;

  private final Capacity capacity;
  private final Clock clock;

  private PendingLogins(AsyncMap<String, String> logins, int limit, Clock clock) {
    this.logins = logins;
    this.capacity = new Capacity(logins, limit, clock);
    this.clock = clock;
  }

  static Future<PendingLogins> create(SharedData shared, Clock clock) {
    return create(shared, clock, LIMIT);
  }

  /** As {@link #create(SharedData, Clock)}, with another limit to how many there can be. */
  static Future<PendingLogins> create(SharedData shared, Clock clock, int limit) {
    return shared
        .<String, String>getAsyncMap(SharedMaps.LOGINS)
        .map(logins -> new PendingLogins(logins, limit, clock));
  }

  /**
   * Begins a sign-in.
   *
   * @param browser what the browser holds and must hold again when it comes back
   * @param streamer the streamer to open afterwards, or null
   * @return the state; fails with BUSY if too many are under way
   */
  Future<String> open(String browser, String streamer) {
    var state = RandomIds.next();
    var login = new PendingLogin(RandomIds.hash(browser), streamer, clock.instant(), false);
    return capacity
        .reserve()
        .compose(v -> logins.put(state, login.json(), REMEMBERED.toMillis()))
        .map(state);
  }

  /**
   * Spends a state. Both texts come from anyone and may be null.
   *
   * @return the sign-in that was begun; fails with {@link LoginRejected}. A state that came back in
   *     another browser stays good for the right one.
   */
  Future<PendingLogin> redeem(String state, String browser) {
    if (!RandomIds.wellFormed(state) || !RandomIds.wellFormed(browser)) {
      return rejected(Outcome.FORGED, "state or browser cookie missing or malformed");
    }
    return logins
        .get(state)
        .compose(
            json ->
                json == null
                    ? rejected(Outcome.FORGED, "unknown state")
                    : redeem(state, browser, json));
  }

  private Future<PendingLogin> redeem(String state, String browser, String json) {
    var login = PendingLogin.parse(json);
    if (!RandomIds.matches(browser, login.browserHash())) {
      return rejected(Outcome.FORGED, "begun in another browser");
    }
    if (login.used()) {
      return rejected(Outcome.REPLAYED, "state used before");
    }
    if (clock.instant().isAfter(login.createdAt().plus(VALID))) {
      return rejected(Outcome.EXPIRED, "begun at " + login.createdAt());
    }
    return logins
        .replaceIfPresent(state, json, login.spent().json(), REMEMBERED.toMillis())
        .compose(
            first ->
                first
                    ? Future.succeededFuture(login)
                    : rejected(Outcome.REPLAYED, "state used at the same moment"));
  }

  private static <T> Future<T> rejected(Outcome outcome, String why) {
    return Future.failedFuture(new LoginRejected(outcome, why));
  }
}
