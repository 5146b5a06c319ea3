package dev.streamviewer.auth;

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
 * The app access token of this process: fetched once, shared by all who ask, renewed before it ends
 * (Twitch's client credentials grant flow).
 */
final class AppTokens {
  private static final Logger log = LoggerFactory.getLogger(AppTokens.class);

  /** Renewed so long before its end, or in the last tenth of a short life. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  /** After a failure Twitch is not asked again for so long. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  // For the operator, in the log and in health.
  private static final String REFUSED =
      "Twitch refuses this application (%s). Check TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET.";
  private static final String UNREACHABLE = "Twitch gives no app token (%s).";

  private final TwitchOAuth oauth;
  private final String clientId;
  private final Clock clock;

  private AppToken token;
  private Instant renewAt = Instant.MIN;
  private Future<AppToken> renewal = Future.succeededFuture();
  private Instant pausedUntil = Instant.MIN;

  // Read by the management server, on a thread of its own.
  private volatile boolean hadOne;
  private volatile String trouble = "";

  AppTokens(TwitchOAuth oauth, String clientId, Clock clock) {
    this.oauth = oauth;
    this.clientId = clientId;
    this.clock = clock;
  }

  /** A token that should work; fails with UPSTREAM if there is none to be had. */
  Future<AppToken> get(AppTokenRequest question) {
    if (token != null && token.token().equals(question.rejected())) {
      token = null;
    }
    if (token != null && clock.instant().isBefore(renewAt)) {
      return Future.succeededFuture(token);
    }
    return renew().recover(this::theOldOneWhileItLasts);
  }

  /** Whether there has ever been one. */
  boolean hadOne() {
    return hadOne;
  }

  /**
   * The check of readiness. Later trouble is with Twitch or with the application there, and the
   * same for every process: sessions are answered for all the same.
   */
  Status check() {
    if (hadOne) {
      return trouble.isEmpty()
          ? HealthStatus.UP.because("The app token is there.")
          : HealthStatus.DEGRADED.because(trouble);
    }
    return HealthStatus.DOWN.because(
        trouble.isEmpty() ? "Twitch has not given an app token yet." : trouble);
  }

  private Future<AppToken> renew() {
    if (renewal.isComplete() && !clock.instant().isBefore(pausedUntil)) {
      var begun = clock.instant();
      renewal =
          oauth
              .appToken()
              .map(tokens -> keep(tokens, begun))
              .recover(failure -> Future.failedFuture(explain(failure)));
    }
    return renewal;
  }

  private AppToken keep(OAuthTokens tokens, Instant begun) {
    var tenth = Duration.between(begun, tokens.expiresAt()).dividedBy(10);
    renewAt = tokens.expiresAt().minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
    token = new AppToken(clientId, tokens.access(), tokens.expiresAt());
    hadOne = true;
    trouble = "";
    log.info("App token fetched, good until {}", tokens.expiresAt());
    return token;
  }

  private BusFailure explain(Throwable failure) {
    pausedUntil = clock.instant().plus(PAUSE);
    var refused = failure instanceof TwitchFailure twitch && twitch.refused();
    trouble = (refused ? REFUSED : UNREACHABLE).formatted(failure.getMessage());
    log.warn("No app token: {}", trouble);
    return refused
        ? BusFailure.refusedByPeer("Twitch", failure)
        : new BusFailure(
            Reason.UPSTREAM, "Twitch cannot be reached just now. Please try again soon.", failure);
  }

  private Future<AppToken> theOldOneWhileItLasts(Throwable failure) {
    return token != null && clock.instant().isBefore(token.expiresAt())
        ? Future.succeededFuture(token)
        : Future.failedFuture(failure);
  }
}
