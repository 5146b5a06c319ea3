package dev.streamviewer.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.streamviewer.auth.crypto.DerivedKey;
import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.SharedData;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/**
 * The states that go to Twitch and back. A state carries all that is known of its sign-in, and a
 * signature that also covers what the browser holds. So nothing is stored when a sign-in begins,
 * and strangers who begin many use up nothing. A state is good once, in the browser that began, for
 * {@link #VALID}.
 *
 * <p>Only states that led to a token are remembered, until they would be refused for their age.
 */
final class LoginStates {
  static final Duration VALID = Duration.ofMinutes(10);

  private static final String PURPOSE = "streamer-event-viewer sign-in state 1";

  /** The clocks of two processes differ by less. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final int LIMIT = 100_000;
  private static final int LONGEST = 256;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final AsyncMap<String, String> spent;
  private final MapCapacity capacity;
  private final DerivedKey key;
  private final Clock clock;

  private LoginStates(AsyncMap<String, String> spent, Secret clientSecret, int limit, Clock clock) {
    this.spent = spent;
    this.capacity = new MapCapacity(spent, limit, clock);
    this.key = DerivedKey.of(clientSecret, PURPOSE);
    this.clock = clock;
  }

  /**
   * @param clientSecret the secret that all auth services have and no other service has
   */
  static Future<LoginStates> create(SharedData shared, Secret clientSecret, Clock clock) {
    return create(shared, clientSecret, clock, LIMIT);
  }

  /**
   * As {@link #create(SharedData, Secret, Clock)}.
   *
   * @param limit the number of spent states that are remembered at a time
   */
  static Future<LoginStates> create(
      SharedData shared, Secret clientSecret, Clock clock, int limit) {
    return shared
        .<String, String>getAsyncMap(SharedMaps.SPENT_LOGINS)
        .map(spent -> new LoginStates(spent, clientSecret, limit, clock));
  }

  /**
   * Begins a sign-in.
   *
   * @param browser what the browser holds and must hold again when it comes back
   * @param streamer the streamer to open afterwards, or null
   */
  String issue(String browser, String streamer) {
    var text = new LoginState(RandomIds.next(), clock.instant(), streamer).text();
    return text + "." + signature(text, browser);
  }

  /**
   * Checks an answer of Twitch. Both texts come from anyone and may be null.
   *
   * @return the sign-in that began; fails with {@link LoginRejected}. A state that came back in
   *     another browser stays good for the right one.
   */
  Future<LoginState> check(String state, String browser) {
    if (!isGenuine(state, browser)) {
      return rejected(Outcome.FORGED, "the state is not ours, or began in another browser");
    }
    var login = LoginState.parse(state.substring(0, state.lastIndexOf('.')));
    if (clock.instant().isAfter(login.createdAt().plus(VALID))) {
      return rejected(Outcome.EXPIRED, "begun at " + login.createdAt());
    }
    return spent
        .get(login.nonce())
        .compose(
            mark ->
                mark == null
                    ? Future.succeededFuture(login)
                    : rejected(Outcome.REPLAYED, "state used before"));
  }

  /**
   * Spends a state, once Twitch has given a token for it: until then a stranger could spend any
   * number of states, and afterwards it takes a Twitch account that authorized each of them.
   *
   * @return fails with {@link LoginRejected} if the state is spent already, with BUSY if too many
   *     are remembered
   */
  Future<Void> spend(LoginState login) {
    var left = Duration.between(clock.instant(), login.createdAt().plus(VALID)).plus(CLOCK_SKEW);
    return capacity
        .reserve()
        .compose(v -> spent.putIfAbsent(login.nonce(), "", Math.max(1, left.toMillis())))
        .compose(
            earlier ->
                earlier == null
                    ? Future.succeededFuture()
                    : rejected(Outcome.REPLAYED, "state used at the same moment"));
  }

  private boolean isGenuine(String state, String browser) {
    if (state == null || state.length() > LONGEST || !RandomIds.wellFormed(browser)) {
      return false;
    }
    var end = state.lastIndexOf('.');
    return end > 0
        && MessageDigest.isEqual(
            signature(state.substring(0, end), browser).getBytes(US_ASCII),
            state.substring(end + 1).getBytes(US_ASCII));
  }

  private String signature(String text, String browser) {
    return BASE64.encodeToString(key.sign(text + "." + browser));
  }

  private static <T> Future<T> rejected(Outcome outcome, String why) {
    return Future.failedFuture(new LoginRejected(outcome, why));
  }
}
