package dev.streamviewer.auth.overlay;

import dev.streamviewer.auth.token.AppTokens;
import dev.streamviewer.auth.twitch.TwitchAuthorizations;
import dev.streamviewer.auth.twitch.TwitchAuthorizations.Authorization;
import dev.streamviewer.auth.twitch.TwitchFailure;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.platform.memory.ExpiringCache;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether viewers still authorize this application, and under which login, according to Twitch.
 * Needs no session of the viewer. An answer is remembered for an hour, as long as a session counts
 * as validated; a failure for some seconds.
 */
final class ViewerAuthorizations {
  private static final Duration MAX_AGE = Duration.ofHours(1);
  private static final Duration FAILURE_AGE = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final int VIEWERS = 5_000;
  private static final int UNAUTHORIZED = 401;

  private final TwitchAuthorizations twitch;
  private final AppTokens appTokens;
  private final ExpiringCache<String, Future<Optional<Authorization>>> known;

  ViewerAuthorizations(TwitchAuthorizations twitch, AppTokens appTokens, Clock clock) {
    this.twitch = twitch;
    this.appTokens = appTokens;
    this.known = new ExpiringCache<>(VIEWERS, clock);
  }

  /** Finds the authorization of a viewer; empty if the viewer has ended it or the account. */
  Future<Optional<Authorization>> find(String viewerId) {
    var remembered = known.find(viewerId);
    return remembered.isPresent() ? remembered.get() : load(viewerId);
  }

  /** Forgets an answer that Twitch may have changed. */
  void forget(String viewerId) {
    known.remove(viewerId);
  }

  private Future<Optional<Authorization>> load(String viewerId) {
    var answer =
        Timeouts.ofCall(TIMEOUT, "The check of an authorization", fetch(viewerId))
            .recover(failure -> Future.failedFuture(explained(failure)));
    known.put(viewerId, answer, MAX_AGE);
    answer.onFailure(failure -> known.put(viewerId, answer, FAILURE_AGE));
    return answer;
  }

  private Future<Optional<Authorization>> fetch(String viewerId) {
    return appTokens
        .get(new AppTokenRequest(null))
        .compose(
            token ->
                twitch
                    .find(token, viewerId)
                    .recover(failure -> fetchRenewed(viewerId, token, failure)));
  }

  private Future<Optional<Authorization>> fetchRenewed(
      String viewerId, AppToken rejected, Throwable failure) {
    return failure instanceof TwitchFailure refused && refused.status() == UNAUTHORIZED
        ? appTokens
            .get(new AppTokenRequest(rejected.token()))
            .compose(token -> twitch.find(token, viewerId))
        : Future.failedFuture(failure);
  }

  private static Throwable explained(Throwable failure) {
    return failure instanceof BusFailure
        ? failure
        : new BusFailure(
            Reason.UPSTREAM,
            "Twitch cannot confirm this overlay at the moment. Please try again soon.",
            failure);
  }
}
