package dev.streamviewer.auth.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.streamviewer.auth.crypto.DerivedKey;
import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.auth.session.MapCapacity;
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
 * The states of sign-ins, which travel to Twitch and back. A state carries all data of a sign-in,
 * with a signature that also covers the login cookie. So the start of a sign-in stores nothing, and
 * strangers who start many use up nothing. A state is valid once, in the browser that began, for
 * {@link #LIFETIME}.
 *
 * <p>Only states that led to a token are stored, until their age would make them invalid.
 */
public final class LoginStates {
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String PURPOSE = "streamer-event-viewer sign-in state 1";
  private static final String SESSION_PURPOSE = "streamer-event-viewer session of a sign-in 1";

  /** The clocks of two processes differ by less. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private static final int LIMIT = 100_000;
  private static final int MAX_LENGTH = 256;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final AsyncMap<String, String> used;
  private final MapCapacity capacity;
  private final DerivedKey key;
  private final DerivedKey sessionKey;
  private final Clock clock;

  private LoginStates(AsyncMap<String, String> used, Secret clientSecret, int limit, Clock clock) {
    this.used = used;
    this.capacity = new MapCapacity(used, limit, clock);
    this.key = DerivedKey.of(clientSecret, PURPOSE);
    this.sessionKey = DerivedKey.of(clientSecret, SESSION_PURPOSE);
    this.clock = clock;
  }

  /**
   * @param clientSecret the secret that all auth services have and no other service has
   */
  public static Future<LoginStates> create(SharedData shared, Secret clientSecret, Clock clock) {
    return create(shared, clientSecret, clock, LIMIT);
  }

  /**
   * Opens the states with a given limit.
   *
   * @param limit the number of used states that are stored at a time
   */
  static Future<LoginStates> create(
      SharedData shared, Secret clientSecret, Clock clock, int limit) {
    return SharedMaps.map(shared, SharedMaps.SPENT_LOGINS)
        .map(used -> new LoginStates(used, clientSecret, limit, clock));
  }

  /**
   * Issues the state of a new sign-in.
   *
   * @param loginCookie the random id that the browser holds, and must hold again at the end
   * @param streamer the streamer to open afterwards, or null
   */
  String issue(String loginCookie, String streamer) {
    var text = new LoginState(RandomIds.next(), clock.instant(), streamer).text();
    return text + "." + signature(text, loginCookie);
  }

  /**
   * Checks the state of a callback. Both texts are untrusted and may be null.
   *
   * @return the sign-in that began; fails with {@link LoginRejected}. A state in the wrong browser
   *     stays valid for the right one.
   */
  Future<LoginState> check(String state, String loginCookie) {
    if (!isGenuine(state, loginCookie)) {
      return rejected(
          Outcome.FORGED,
          null,
          "the signature of the state is wrong, or the sign-in began in another browser");
    }
    var login = LoginState.parse(state.substring(0, state.lastIndexOf('.')));
    if (clock.instant().isAfter(login.createdAt().plus(LIFETIME))) {
      return rejected(Outcome.EXPIRED, login, "the sign-in began at " + login.createdAt());
    }
    return isUsed(login)
        .compose(
            isUsed ->
                isUsed
                    ? rejected(Outcome.REPLAYED, login, "the state was used before")
                    : Future.succeededFuture(login));
  }

  /** Returns whether a sign-in has led to a token. */
  Future<Boolean> isUsed(LoginState login) {
    return used.get(login.nonce()).map(mark -> mark != null);
  }

  /**
   * Returns the session cookie of a sign-in. Two callbacks at the same moment get the same, without
   * a stored secret. Only the browser that began the sign-in and an auth service can derive it
   * together, and a sign-in opens one session at most.
   */
  Secret sessionCookie(LoginState login, String loginCookie) {
    return new Secret(BASE64.encodeToString(sessionKey.sign(login.nonce() + "." + loginCookie)));
  }

  /**
   * Marks a state as used, after Twitch has issued a token for the sign-in. Earlier, a stranger
   * could use up any number of states; now each takes a Twitch account that authorized it.
   *
   * @return fails with {@link LoginRejected} if the state was used before, with BUSY if too many
   *     used states are stored
   */
  Future<Void> markUsed(LoginState login) {
    var left = Duration.between(clock.instant(), login.createdAt().plus(LIFETIME)).plus(CLOCK_SKEW);
    return capacity
        .reserve()
        .compose(v -> used.putIfAbsent(login.nonce(), "", Math.max(1, left.toMillis())))
        .compose(
            previous ->
                previous == null
                    ? Future.succeededFuture()
                    : rejected(Outcome.REPLAYED, login, "the state was used at the same moment"));
  }

  private boolean isGenuine(String state, String loginCookie) {
    if (state == null || state.length() > MAX_LENGTH || !RandomIds.wellFormed(loginCookie)) {
      return false;
    }
    var end = state.lastIndexOf('.');
    return end > 0
        && MessageDigest.isEqual(
            signature(state.substring(0, end), loginCookie).getBytes(US_ASCII),
            state.substring(end + 1).getBytes(US_ASCII));
  }

  private String signature(String text, String loginCookie) {
    return BASE64.encodeToString(key.sign(text + "." + loginCookie));
  }

  private static <T> Future<T> rejected(Outcome outcome, LoginState login, String why) {
    return Future.failedFuture(new LoginRejected(outcome, login, why));
  }
}
