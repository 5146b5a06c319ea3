package dev.streamviewer.auth.token;

import dev.streamviewer.auth.twitch.OAuthTokens;
import dev.streamviewer.auth.twitch.TwitchFailure;
import dev.streamviewer.auth.twitch.TwitchOAuth;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.platform.health.HealthStatus;
import io.vertx.core.Future;
import io.vertx.ext.healthchecks.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The app access token of this process (Twitch's client credentials grant flow). All callers share
 * one token, which is renewed before it expires.
 */
public final class AppTokens {
  private static final Logger log = LoggerFactory.getLogger(AppTokens.class);

  /** The time from renewal to expiry; for a short-lived token, the last tenth of its life. */
  private static final Duration RENEWAL_MARGIN = Duration.ofMinutes(10);

  /** The pause after a failure before the next request to Twitch. */
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

  // For the operator, in the log and in health.
  private static final String REFUSED =
      "Twitch refuses this application's credentials (%s). Check TWITCH_CLIENT_ID and"
          + " TWITCH_CLIENT_SECRET.";
  private static final String UNREACHABLE = "Twitch cannot issue an app token (%s).";

  private final TwitchOAuth oauth;
  private final String clientId;
  private final Clock clock;

  private AppToken token;
  private Instant renewAt = Instant.MIN;
  private Future<AppToken> renewal = Future.succeededFuture();
  private Instant pausedUntil = Instant.MIN;

  // The management server reads these on its own thread.
  private volatile boolean everFetched;
  private volatile String problem = "";

  public AppTokens(TwitchOAuth oauth, String clientId, Clock clock) {
    this.oauth = oauth;
    this.clientId = clientId;
    this.clock = clock;
  }

  /** Returns a token that should work; fails with UPSTREAM without one. */
  public Future<AppToken> get(AppTokenRequest question) {
    if (token != null && token.token().equals(question.rejected())) {
      token = null;
    }
    if (token != null && clock.instant().isBefore(renewAt)) {
      return Future.succeededFuture(token);
    }
    return renew().recover(this::currentIfValid);
  }

  /** Returns whether a token was ever fetched. */
  public boolean everFetched() {
    return everFetched;
  }

  /**
   * Returns the health status for readiness. Later trouble is with Twitch or with the application
   * there, and affects all processes alike; sessions still work.
   */
  public Status check() {
    if (everFetched) {
      return problem.isEmpty()
          ? HealthStatus.UP.because("An app token is available.")
          : HealthStatus.DEGRADED.because(problem);
    }
    return HealthStatus.DOWN.because(
        problem.isEmpty() ? "No app token has been fetched yet." : problem);
  }

  private Future<AppToken> renew() {
    if (renewal.isComplete() && !clock.instant().isBefore(pausedUntil)) {
      var requestedAt = clock.instant();
      renewal =
          oauth
              .appToken()
              .map(tokens -> store(tokens, requestedAt))
              .recover(failure -> Future.failedFuture(toBusFailure(failure)));
    }
    return renewal;
  }

  private AppToken store(OAuthTokens tokens, Instant requestedAt) {
    var tenth = Duration.between(requestedAt, tokens.expiresAt()).dividedBy(10);
    renewAt =
        tokens.expiresAt().minus(tenth.compareTo(RENEWAL_MARGIN) < 0 ? tenth : RENEWAL_MARGIN);
    token = new AppToken(clientId, tokens.access(), tokens.expiresAt());
    everFetched = true;
    problem = "";
    log.info("Fetched an app token that expires at {}", tokens.expiresAt());
    return token;
  }

  private BusFailure toBusFailure(Throwable failure) {
    pausedUntil = clock.instant().plus(RETRY_PAUSE);
    var refused = failure instanceof TwitchFailure twitch && twitch.refused();
    problem = (refused ? REFUSED : UNREACHABLE).formatted(failure.getMessage());
    log.warn("Cannot fetch an app token: {}", problem);
    return refused
        ? BusFailure.refusedByPeer("Twitch", failure)
        : new BusFailure(
            Reason.UPSTREAM,
            "Twitch cannot be reached at the moment. Please try again soon.",
            failure);
  }

  private Future<AppToken> currentIfValid(Throwable failure) {
    return token != null && clock.instant().isBefore(token.expiresAt())
        ? Future.succeededFuture(token)
        : Future.failedFuture(failure);
  }
}
